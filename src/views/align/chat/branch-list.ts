import { ownTurns } from '../../../core/conversation/branches';
import { currentConversation } from '../../../core/conversation/chat';
import { branchesOf } from '../../../core/conversation/tree';
import type { Turn } from '../../../core/conversation/turn';
import type { Instant } from '../../../core/effects';
import type { Project } from '../../../core/project/project';
import { documentAt } from '../../../core/prompt/history';

/** A branch as the list shows it. */
export interface ListedBranch {
  readonly leafId: string;
  /** The given one, else `Branch 2`. */
  readonly name: string;
  /** What the user said first in it, cut short; empty where nothing was. */
  readonly excerpt: string;
  /** What was said on both sides. */
  readonly said: number;
  /** Of its last turn. */
  readonly at: Instant;
  /** The principle that came last, of those that were not there where it began; null for none. */
  readonly newPrinciple: string | null;
}

type Input = Pick<Project, 'turns' | 'chat' | 'prompt' | 'history'>;

/** The branches of the conversation on the screen, oldest first, so that a number stays with its branch. */
export function listedBranches({ turns, chat, prompt, history }: Input): readonly ListedBranch[] {
  const conversation = currentConversation(chat);
  if (conversation === null) return [];
  const own = turns.filter(({ input }) => input.message?.conversationId === conversation.id);
  return branchesOf(own, conversation.id).map((path, index) => {
    const leaf = path.at(-1);
    const leafId = leaf?.id ?? '';
    const [first] = ownTurns(own, leafId);
    const given = Object.hasOwn(chat.branchNames, leafId) ? (chat.branchNames[leafId] ?? '') : '';
    return {
      leafId,
      name: given === '' ? `Branch ${index + 1}` : given,
      excerpt: excerptOf(first?.input.message?.isCue === true ? path[1] : first),
      said: saidIn(path),
      at: leaf?.at ?? conversation.at,
      newPrinciple: newPrinciple({ document: prompt, history }, path, first),
    };
  });
}

function saidIn(path: readonly Turn[]): number {
  const replies = path.length - 1 + (path.at(-1)?.chosenId == null ? 0 : 1);
  return path.filter(({ input }) => input.message?.isCue !== true).length + replies;
}

const longestExcerpt = 80;

function excerptOf(turn: Turn | undefined): string {
  const text = (turn?.input.message?.text ?? '').replace(/\s+/g, ' ').trim();
  return text.length <= longestExcerpt ? text : `${text.slice(0, longestExcerpt - 1).trimEnd()}…`;
}

function newPrinciple(
  versioned: Parameters<typeof documentAt>[0],
  path: readonly Turn[],
  first: Turn | undefined,
): string | null {
  const fork = path.find(({ id }) => id === first?.parentId) ?? path[0];
  const leaf = path.at(-1);
  if (fork === undefined || leaf === undefined || fork.revisionId === leaf.revisionId) return null;
  const isKnown = (id: string | null) => id === null || versioned.history.revisions.some((one) => one.id === id);
  if (!isKnown(fork.revisionId) || !isKnown(leaf.revisionId)) return null;
  const before = new Set(documentAt(versioned, fork.revisionId).principles.map(({ text }) => text));
  const added = documentAt(versioned, leaf.revisionId).principles.filter(({ text }) => !before.has(text));
  return added.at(-1)?.text ?? null;
}
