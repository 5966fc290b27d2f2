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
