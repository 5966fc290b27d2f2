import type { Finish } from './reply';

/**
 * In characters, about 100,000 tokens: more than models write, so that only one that repeats itself gets there. Without a limit of the
 * author's it would be paid for until its service stops it, and each place that shows or keeps its text would carry all of it.
 */
export const longestReply = 400_000;

/** How a reply ended that the app cut. */
export const cutByApp: Finish = { kind: 'length', code: 'TOO_LONG' };
