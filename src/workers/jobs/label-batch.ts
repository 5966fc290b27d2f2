import { subjectOf } from '../../core/instructions/task';
import type { BatchRequest } from '../../core/labeler/files/jobs';
import { classifyRequest, classifySubject, type Row } from '../../core/labeler/prediction/classify-request';
import { createPredictor } from '../../core/labeler/prediction/predict';
import type { Prediction } from '../../core/labeler/prediction/prediction';
import type { Rulebook } from '../../core/labeler/rules/rulebook';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import type { BatchOutcome } from './batch-files';

/** Rows that are asked about in one call, by the rulebook that is for them. */
export interface BatchGroup {
  readonly rulebook: Rulebook;
  readonly expert: number | null;
  readonly rows: readonly (Row & { readonly row: number })[];
}

/** Names a call by its rows, so that an answer finds them again. */
export function batchKey({ rows }: BatchGroup): string {
  const numbers = rows.map(({ row }) => row);
  return numbers.length === 1 ? `row-${numbers[0]}` : `rows-${numbers.join('-')}`;
}

/** The very call that `labelRows` would make. */
export function batchCall(
  { rulebook, rows }: BatchGroup,
  { classifier, model }: Pick<BatchRequest, 'classifier' | 'model'>,
) {
  const subject = classifySubject(rulebook, rows, classifier.settings);
  return classifyRequest(subject, classifier.settings, capabilitiesOf(model));
}

/** What the service's answer makes of the rows; a call that it does not answer is one that failed. */
export function answeredBy(
  group: BatchGroup,
  {
    outcome,
    request,
    signal,
  }: {
    readonly outcome: BatchOutcome | undefined;
    readonly request: Pick<BatchRequest, 'classifier' | 'model'>;
    readonly signal: AbortSignal;
  },
): readonly Promise<Prediction>[] {
  const model = answering(outcome, { ref: request.model, rows: group.rows.length });
  const predictor = createPredictor({ model, settings: request.classifier.settings, signal });
  return predictor.predict(group.rulebook, group.rows).map(async (prediction) => {
    const read = await prediction;
    return group.expert === null ? read : { ...read, expert: group.expert };
  });
}

function answering(
  outcome: BatchOutcome | undefined,
  { ref, rows }: { readonly ref: ModelRef; readonly rows: number },
): LanguageModel {
  return {
    ref,
    // The service was asked for JSON, whichever model labels rows here.
    capabilities: { ...capabilitiesOf(ref), choices: 'A batch service reports no probabilities.' },
    async *stream(request) {
      // An answer for several rows that could not be read is asked for again row by row; nobody is there to ask.
      if ((subjectOf('classify', request)?.rows.length ?? rows) !== rows) throw new ModelError(unreadable);
      if (outcome === undefined) throw new ModelError(unanswered);
      if (outcome.kind === 'error') throw new ModelError(outcome.error);
      yield { type: 'done', reply: outcome.reply, cached: false };
    },
  };
}

const unreadable = {
  kind: 'unreadable',
  code: 'BATCH',
  message: 'The batch service answered for several rows at once, and the answer could not be read.',
} as const;
const unanswered = {
  kind: 'unavailable',
  code: 'BATCH',
  message: 'The results of the batch service hold no answer for this row.',
} as const;
