import { subjectOf } from '../../core/instructions/task';
import type { BatchRequest } from '../../core/labeler/files/jobs';
import { classifyRequest, classifySubject, type Row } from '../../core/labeler/prediction/classify-request';
import { createPredictor } from '../../core/labeler/prediction/predict';
import type { Prediction } from '../../core/labeler/prediction/prediction';
import type { Rulebook } from '../../core/labeler/rules/rulebook';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel } from '../../core/model/language-model';
import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import { type ModelRef, modelName } from '../../core/model/model-ref';
import type { ModelRequest } from '../../core/model/model-request';
import type { Reply } from '../../core/model/reply';
import type { SafetySettings } from '../../core/model/service-settings';
import { err, ok, type Result } from '../../core/result';

/** How a service's batch files are written and read; a provider knows. */
export interface BatchFormat {
  /** Without its line end. Throws a ModelError when there is no batch service for this model. */
  line(
    call: { readonly key: string; readonly request: ModelRequest },
    to: { readonly ref: ModelRef; readonly safety: SafetySettings | undefined },
  ): string;
  /** The error says what is wrong with the line. */
  read(line: string): Result<BatchAnswer, string>;
}

interface BatchAnswer {
  readonly key: string;
  readonly outcome: BatchOutcome;
}

export type BatchOutcome =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'error'; readonly error: ModelErrorData };

/** For every model whose provider takes no batch files. */
export function noBatchService(ref: ModelRef): ModelError {
  return new ModelError({
    kind: 'bad-request',
    code: 'NO_BATCH',
    message: `${modelName(ref)} has no batch service. Choose a Gemini model for this work, then export the file.`,
  });
}

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

/** Every answer in a file of results, by its key. The error names the first line that cannot be read. */
export async function readAnswers(
  results: Blob,
  format: BatchFormat,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, BatchOutcome>, string>> {
  const answers = new Map<string, BatchOutcome>();
  let number = 0;
  for await (const line of linesOf(results)) {
    signal.throwIfAborted();
    number += 1;
    if (line.trim() === '') continue;
    const read = format.read(line);
    if (!read.ok) return err(`Line ${number}: ${read.error}`);
    answers.set(read.value.key, read.value.outcome);
  }
  if (answers.size === 0) {
    return err(
      'The file is empty. Expected the results of the batch service, a JSON object with "key" and "response" a line.',
    );
  }
  return ok(answers);
}

const pieceBytes = 1024 * 1024;

async function* linesOf(blob: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for (let from = 0; from < blob.size; from += pieceBytes) {
    const bytes = await blob.slice(from, from + pieceBytes).arrayBuffer();
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
