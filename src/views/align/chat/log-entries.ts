import type { Candidate } from '../../../core/conversation/candidate';
import type { Message, Turn } from '../../../core/conversation/turn';
import { isFixedOpening } from './chat-state';

/** What one side said, as the log shows it. */
export type LogEntry =
  | {
      readonly speaker: 'user';
      readonly turnId: string;
      /** The same for all branches of a fork. */
      readonly parentId: string | null;
      readonly message: Message;
      /** Of the turn, as everything names it that speaks of it. */
      readonly n: number;
      /** At which of how many branches it stands, as `2 of 3`; empty where there is no fork. */
      readonly fork: string;
    }
  | { readonly speaker: 'bot'; readonly turn: Turn; readonly reply: Candidate };

interface Path {
  readonly turns: readonly Turn[];
  /** By place: the candidate that the conversation goes on from; null for none. */
  readonly replies: readonly (Candidate | null)[];
  readonly forks: readonly string[];
}

/**
 * What was said, in order: not the cue that lets the bot begin, and of the last turn not the responses, which are to be chosen from. Text
 * of the author's own is. An entry that is as it was `before` is the same object.
 */
export function logEntries({ turns, replies, forks }: Path, before: readonly LogEntry[]): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  const add = (entry: LogEntry) => {
    const known = before[entries.length];
    entries.push(known !== undefined && isSame(known, entry) ? known : entry);
  };
  for (const [index, turn] of turns.entries()) {
    const { message } = turn.input;
    if (message !== null && message.isCue !== true)
      add({ speaker: 'user', turnId: turn.id, parentId: turn.parentId, message, n: turn.n, fork: forks[index] ?? '' });
    const reply = replies[index] ?? null;
    const isInLog = index < turns.length - 1 || isFixedOpening(turn);
    if (reply !== null && isInLog) add({ speaker: 'bot', turn, reply });
  }
  return entries;
}

function isSame(one: LogEntry, other: LogEntry): boolean {
  if (one.speaker === 'user')
    return other.speaker === 'user' && one.message === other.message && one.fork === other.fork;
  return other.speaker === 'bot' && one.turn === other.turn && one.reply === other.reply;
}
