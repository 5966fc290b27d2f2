/*
 * Why an answer ended, in the words of OpenAI and in those that other services kept when they took over its form. Reasons that are in none
 * of the lists are shown as they are.
 */

const stops: ReadonlySet<string> = new Set([
  ...[
    'stop',
    'eos',
    'eos_token',
    'end_turn',
    'stop_sequence',
    'word',
    'complete',
    'completed',
    'finished',
    'done',
    'end',
  ],
]);
const lengths: ReadonlySet<string> = new Set([
  ...['length', 'max_tokens', 'max_output_tokens', 'max_length', 'model_length', 'token_limit', 'limit'],
]);
const filters: ReadonlySet<string> = new Set(['content_filter', 'content_filtered', 'safety', 'sensitive']);

/** What an answer ended with that names no reason, and is whole nevertheless: `[DONE]`, or the end of the body. */
export const endedByDone = 'DONE';
export const endedByBody = 'END';

export function isStop(reason: string): boolean {
  return stops.has(reason.toLowerCase());
}

export function isLength(reason: string): boolean {
  return lengths.has(reason.toLowerCase());
}

/** The answer was held back. */
export function isFilter(reason: string): boolean {
  return filters.has(reason.toLowerCase());
}

/** The answer failed on the way, so what is said after it counts. */
export function isFailure(reason: string): boolean {
  return /error|fail|abort|insufficient/i.test(reason);
}
