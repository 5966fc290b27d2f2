import type { LocalModel, StoredModel } from '../../../core/local/local-model';
import { modelWords } from '../../../core/local/model-words';
import type { SelectOption } from '../../ui/select';

interface EmbeddingOffer {
  readonly known: readonly LocalModel[];
  /** Null: not looked at yet, so nothing is said of it. */
  readonly stored: readonly StoredModel[] | null;
  readonly chosenId: string;
}

/** The embedding models that are known, and the chosen one also where it has gone. */
export function embeddingOptions({ known, stored, chosenId }: EmbeddingOffer): readonly SelectOption<string>[] {
  const ids = known.filter(({ kind }) => kind === 'embedding').map(({ id }) => id);
  return [...new Set([...ids, chosenId])].map((id) => {
    const { name } = modelWords(id);
    const title = name === id ? id : `${name}: ${id}`;
    const isMissing = stored !== null && !stored.some(({ model, state }) => model.id === id && state === 'ready');
    return { value: id, label: isMissing ? `${title} (not downloaded)` : title };
  });
}
