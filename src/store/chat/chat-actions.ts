import {
  isSelectable,
  replyOf,
  siblingsOf,
  withBroughtBack,
  withChoice,
  withoutBranch,
  withoutConversation,
} from '../../core/conversation/branches';
import { type Chat, type Conversation, currentConversation } from '../../core/conversation/chat';
import { copiedConversation } from '../../core/conversation/copy-conversation';
import { latestLeaf, shownPath, type Talk, withLeaf, withTurnShown } from '../../core/conversation/shown-leaf';
import type { Turn } from '../../core/conversation/turn';
import type { Project } from '../../core/project/project';
import { isTalking } from '../align/align-state';
import { patchTurn } from '../change-project';
import type { ActionContext } from '../context';
import { type ReplayActions, replayActions } from './replay-actions';
import { type RetryActions, retryActions } from './retry-actions';
import { sayAgain, startAnother } from './say-again';
import { startConversation, startTurn } from './start-turn';

export interface ChatActions extends ReplayActions, RetryActions {
  /** Sends the message that was written: a reply to the selected response, or to the first one, which is selected by that. */
  send(): void;
  /** Begins another conversation; those before stay. */
  restart(): void;
  /** Puts a response into the conversation. Where it has gone on from another one already, that stays as a branch. */
  selectReply(turnId: string, candidateId: string): void;
  /** The conversation ends with this turn again; what came later stays as a branch. */
  rewindTo(turnId: string): void;
  /** The turn is on the screen, with what was said after it. */
  showTurn(turnId: string): void;
  /** The same message once more, under the present prompt: a branch. An opening begins another conversation. */
  tryAgain(turnId: string): void;
  /** Another message in the place of this one: a branch. */
  editMessage(turnId: string, text: string): void;
  /** The branch beside this turn, that many places on. */
  stepBranch(turnId: string, by: 1 | -1): void;
  openBranch(leafId: string): void;
  renameBranch(leafId: string, name: string): void;
  deleteBranch(leafId: string): void;
  openConversation(id: string): void;
  renameConversation(id: string, name: string): void;
  duplicateConversation(id: string): void;
  deleteConversation(id: string): void;
  /** Brings back what the last press deleted. */
  undoDelete(): void;
  dismissDeleted(): void;
}

export function chatActions(context: ActionContext): ChatActions {
  const { deps, get, setProject } = context;

  const chatNow = () => get().project.chat;
  const setChat = (change: (chat: Chat) => Chat) =>
    setProject((project) => ({ ...project, chat: change(project.chat) }));
  const setTalk = (change: (talk: Talk) => Talk) => setProject((project) => withTalk(project, change));
  const setConversation = (id: string, change: Partial<Conversation>) =>
    setChat((chat) => ({
      ...chat,
      conversations: chat.conversations.map((one) => (one.id === id ? { ...one, ...change } : one)),
    }));
  const turnAt = (id: string) => get().project.turns.find((turn) => turn.id === id) ?? null;

  const isBusy = () => isTalking(get());

  const sayInstead = (turn: Turn, text: string): void => {
    if (!isBusy()) sayAgain(context, turn, text);
  };

  const remove = (what: string, change: (talk: Talk) => Talk): void => {
    if (isBusy()) return;
    const { turns, chat, drafts } = get().project;
    setTalk(change);
    const left = new Set(get().project.turns.map(({ id }) => id));
    if (drafts.feedback !== null && !left.has(drafts.feedback.turnId))
      setProject((project) => ({ ...project, drafts: { ...project.drafts, feedback: null } }));
    context.setAlign({ deletedTalk: { what, turns: turns.filter(({ id }) => !left.has(id)), chat } });
  };

  return {
    ...replayActions(context),
    send() {
      const { project } = get();
      const key = project.chat.currentId ?? '';
      const text = project.chat.messages[key] ?? '';
      if (text.trim() === '' || isBusy()) return;
      const conversation = currentConversation(project.chat);
      const leaf = shownPath(project.turns, conversation).at(-1);
      const sent = leaf === undefined ? startAnother(context, text) : reply(context, leaf, text);
      if (sent === null) return;
      setChat(({ messages: { [key]: _sent, ...messages }, ...chat }) => ({ ...chat, messages }));
    },
    restart() {
      if (!isBusy()) startConversation(context);
    },
    selectReply(turnId, candidateId) {
      const candidate = turnAt(turnId)?.candidates.find(({ id }) => id === candidateId);
      if (candidate === undefined || !isSelectable(candidate) || isBusy()) return;
      const { chosenId = null } = turnAt(turnId) ?? {};
      const isLeaf = currentConversation(chatNow())?.leafId === turnId;
      setTalk((talk) =>
        withChoice(talk, { turnId, candidateId: isLeaf && chosenId === candidateId ? null : candidateId }),
      );
    },
    showTurn(turnId) {
      const turn = turnAt(turnId);
      if (turn !== null) setProject((project) => ({ ...project, mode: 'chat', ...withTurnShown(project, turn) }));
    },
    rewindTo(turnId) {
      if (!isBusy()) setTalk((talk) => withLeaf(talk, turnId));
    },
    tryAgain(turnId) {
      const turn = turnAt(turnId);
      if (turn !== null) sayInstead(turn, turn.input.message?.text ?? '');
    },
    editMessage(turnId, text) {
      const turn = turnAt(turnId);
      if (turn !== null) sayInstead(turn, text);
    },
    stepBranch(turnId, by) {
      const { turns } = get().project;
      const turn = turnAt(turnId);
      if (turn === null || isBusy()) return;
      const siblings = siblingsOf(turns, turn);
      const next = siblings[siblings.indexOf(turn) + by];
      if (next !== undefined) setTalk((talk) => withLeaf(talk, latestLeaf(turns, next.id)));
    },
    openBranch(leafId) {
      if (!isBusy()) setTalk((talk) => withLeaf(talk, leafId));
    },
    renameBranch: (leafId, name) =>
      setChat((chat) => ({ ...chat, branchNames: { ...chat.branchNames, [leafId]: name.trim() } })),
    deleteBranch: (leafId) => remove('The branch', (talk) => withoutBranch(talk, leafId)),
    openConversation: (id) => setChat((chat) => ({ ...chat, currentId: id })),
    renameConversation(id, name) {
      if (name.trim() !== '') setConversation(id, { name: name.trim() });
    },
    duplicateConversation(id) {
      const { newId } = deps;
      setTalk((talk) => copiedConversation(talk, { id, newId, at: deps.now() }));
    },
    deleteConversation: (id) => remove('The conversation', (talk) => withoutConversation(talk, id)),
    undoDelete() {
      const { deletedTalk } = get().align;
      if (deletedTalk === null) return;
      setTalk((talk) => withBroughtBack(talk, deletedTalk));
      context.setAlign({ deletedTalk: null });
    },
    dismissDeleted: () => context.setAlign({ deletedTalk: null }),
    ...retryActions(context),
  };
}

function reply(context: ActionContext, leaf: Turn, text: string): string | null {
  const candidate = replyOf(leaf);
  const conversationId = leaf.input.message?.conversationId;
  if (candidate === null || conversationId === undefined) {
    context.notify({
      title: 'There is nothing to reply to',
      body: 'None of the responses above has any words. Try one of them again, or rewind to an earlier turn. Your message is kept.',
    });
    return null;
  }
  const sent = startTurn(context, { message: { conversationId, text, repliesTo: candidate.id }, parentId: leaf.id });
  if (sent !== null) patchTurn(context, leaf.id, (turn) => ({ ...turn, chosenId: candidate.id }));
  return sent;
}

function withTalk(project: Project, change: (talk: Talk) => Talk): Project {
  const { turns, chat } = change({ turns: project.turns, chat: project.chat });
  return turns === project.turns && chat === project.chat ? project : { ...project, turns, chat };
}
