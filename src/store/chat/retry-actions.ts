import { withChoice } from '../../core/conversation/branches';
import type { Retry } from '../../core/conversation/chat';
import { withLeaf } from '../../core/conversation/shown-leaf';
import type { Project } from '../../core/project/project';
import { isTalking } from '../align/align-state';
import type { ActionContext } from '../context';
import { sayAgain } from './say-again';

export interface RetryActions {
  /** Answers the turn that the feedback behind a principle was about once more, under the present prompt: a branch, to be compared. */
  rewindAndTryAgain(asked: Pick<Retry, 'principleId' | 'before'>): void;
  /** The conversation goes on from this response of the new turn. */
  keepNew(candidateId: string): void;
  /** The conversation ends where it did; what is new stays as a branch. */
  keepOld(): void;
}

export function retryActions(context: ActionContext): RetryActions {
  const { get, setProject } = context;
  const isBusy = () => isTalking(get());
  const retryNow = () => get().project.chat.retry ?? null;

  return {
    rewindAndTryAgain({ principleId, before }) {
      const { turns, chat } = get().project;
      const turn = turns.find(({ id }) => id === before.turnId);
      const { message = null } = turn?.input ?? {};
      if (turn === undefined || message === null || isBusy()) return;
      const conversation = chat.conversations.find(({ id }) => id === message.conversationId);
      const turnId = sayAgain(context, turn, message.text);
      if (turnId === null) return;
      const retry = { principleId, before, leafId: conversation?.leafId ?? turn.id, turnId };
      setProject((project) => withConversationShown({ ...project, chat: { ...project.chat, retry } }, turnId));
    },
    keepNew(candidateId) {
      const retry = retryNow();
      if (retry === null || isBusy()) return;
      const { turnId } = retry;
      setProject((project) => decided({ ...project, ...withChoice(project, { turnId, candidateId }) }, turnId));
    },
    keepOld() {
      const retry = retryNow();
      if (retry === null || isBusy()) return;
      const { leafId } = retry;
      setProject((project) => decided({ ...project, ...withLeaf(project, leafId) }, leafId));
    },
  };
}

function decided(project: Project, shownTurnId: string): Project {
  const { retry: _retry, ...chat } = project.chat;
  return withConversationShown({ ...project, chat }, shownTurnId);
}

/** The conversation of this turn is the one on the screen. */
function withConversationShown(project: Project, turnId: string): Project {
  const turn = project.turns.find(({ id }) => id === turnId);
  const currentId = turn?.input.message?.conversationId ?? project.chat.currentId;
  return { ...project, chat: { ...project.chat, currentId } };
}
