import { addressProblem, idProblem } from '../../../core/local/custom-model';
import type { LocalModel } from '../../../core/local/local-model';
import { err, ok, type Result } from '../../../core/result';

/** As it is typed. */
export interface CustomModelForm {
  readonly id: string;
  readonly kind: LocalModel['kind'];
  readonly weightsUrl: string;
  readonly libraryUrl: string;
  readonly contextTokens: number;
  readonly needsF16: boolean;
}

const usualContext: Readonly<Record<LocalModel['kind'], number>> = { chat: 4096, embedding: 512 };

export const blankForm: CustomModelForm = {
  id: '',
  kind: 'chat',
  weightsUrl: '',
  libraryUrl: '',
  contextTokens: usualContext.chat,
  needsF16: false,
};

/** What a model of another kind usually reads at once; a context that the author chose stays. */
export function ofKind(
  form: CustomModelForm,
  kind: LocalModel['kind'],
): Pick<CustomModelForm, 'kind' | 'contextTokens'> {
  const { contextTokens } = form;
  return { kind, contextTokens: contextTokens === usualContext[form.kind] ? usualContext[kind] : contextTokens };
}

/** What is wrong, by field. */
export type FormProblems = Partial<Record<'id' | 'weightsUrl' | 'libraryUrl', string>>;

export function readCustomModel(form: CustomModelForm, takenIds: readonly string[]): Result<LocalModel, FormProblems> {
  const [id, weightsUrl, libraryUrl] = [form.id.trim(), form.weightsUrl.trim(), form.libraryUrl.trim()];
  const found = {
    id: idProblem(id, takenIds),
    weightsUrl: addressProblem('model URL', weightsUrl) ?? folderProblem(weightsUrl),
    libraryUrl: addressProblem('model library URL', libraryUrl),
  };
  const problems = Object.entries(found).filter(([, problem]) => problem !== null);
  if (problems.length > 0) return err(Object.fromEntries(problems));
  return ok({
    id,
    kind: form.kind,
    origin: { kind: 'custom', weightsUrl, libraryUrl },
    contextTokens: form.contextTokens,
    memoryBytes: null,
    requiredFeatures: form.needsF16 ? ['shader-f16'] : [],
    bufferBytes: null,
    lowResource: false,
    packageManifest: null,
  });
}

/** Names of files are put behind it. */
function folderProblem(url: string): string | null {
  return /[?#]/.test(url)
    ? 'Expected the address of a folder, found a part after “?” or “#”. Leave that part out.'
    : null;
}
