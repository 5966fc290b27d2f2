import { repliesOf } from '../../../core/conversation/branches';
import type { Candidate } from '../../../core/conversation/candidate';
import { currentConversation } from '../../../core/conversation/chat';
import { shownPath as pathOf } from '../../../core/conversation/shown-leaf';
import type { Turn } from '../../../core/conversation/turn';
import type { Studio } from '../../../store/studio';
import { isFixedOpening } from './chat-state';
import { type LogEntry, logEntries } from './log-entries';

/** What is on the screen of a conversation. */
interface ShownPath {
  /** From the root to the leaf; empty where nothing was said. */
  readonly turns: readonly Turn[];
  /** By place: the candidate that the conversation goes on from; null for none. */
  readonly replies: readonly (Candidate | null)[];
  readonly entries: readonly LogEntry[];
}

let last: { readonly turns: readonly Turn[]; readonly leafId: string | null; readonly path: ShownPath } | null = null;

/** The same object for as long as nothing was said or written: every part of the screen asks at each key. */
export function shownPath({ project: { turns: all, chat } }: Studio): ShownPath {
  const conversation = currentConversation(chat);
  const leafId = conversation?.leafId ?? null;
  if (last?.turns === all && last.leafId === leafId) return last.path;
  const turns = pathOf(all, conversation);
  const replies = repliesOf(turns);
  const entries = entriesOf(all, { turns, replies });
  last = { turns: all, leafId, path: { turns, replies, entries } };
  return last.path;
}

/** While a response is written, which is many times a second, they stay what they were. */
function entriesOf(all: readonly Turn[], { turns, replies }: Omit<ShownPath, 'entries'>): readonly LogEntry[] {
  if (last !== null && last.turns.length === all.length && isOnlyWritten(last.path.turns, turns))
    return last.path.entries;
  return logEntries({ turns, replies, forks: forksOf(all, turns) }, last?.path.entries ?? []);
}

function isOnlyWritten(before: readonly Turn[], now: readonly Turn[]): boolean {
  const leaf = now.at(-1);
  if (leaf === undefined || before.length !== now.length || isFixedOpening(leaf)) return false;
  return (
    before.at(-1)?.input === leaf.input && before.every((turn, index) => turn === now[index] || now[index] === leaf)
  );
}

function forksOf(all: readonly Turn[], path: readonly Turn[]): readonly string[] {
  const children = new Map<string, string[]>();
  for (const { id, parentId } of all) {
    if (parentId === null) continue;
    const known = children.get(parentId);
    if (known === undefined) children.set(parentId, [id]);
    else known.push(id);
  }
  return path.map(({ id, parentId }) => {
    const siblings = children.get(parentId ?? '') ?? [];
    return siblings.length < 2 ? '' : `${siblings.indexOf(id) + 1} of ${siblings.length}`;
  });
}
