import { withTurn } from '../../core/conversation/branches';
import type { Candidate } from '../../core/conversation/candidate';
import { type Conversation, fixedReply, freeConversationName, openingCue } from '../../core/conversation/chat';
import { compose } from '../../core/conversation/compose';
import { pathTo } from '../../core/conversation/tree';
import type { Message, Turn } from '../../core/conversation/turn';
import type { ModelRef } from '../../core/model/model-ref';
import { noUsage } from '../../core/model/reply';
import type { Project } from '../../core/project/project';
import type { PromptDocument } from '../../core/prompt/prompt-document';
import type { ActionContext } from '../context';
import { writeCandidates } from '../write-candidates';
import { fitNow, whyNotSent } from './next-fit';

interface Said {
  readonly message: Message;
  /** Null begins a conversation. */
  readonly parentId: string | null;
}

/** What answers. */
export interface Answering {
  readonly document: PromptDocument;
  readonly revisionId: string | null;
  readonly model: ModelRef;
  readonly candidates: number;
}

interface NewConversation extends Pick<Conversation, 'name' | 'replay'> {
  /** The bot writes its opening, whatever the author has set. */
  readonly by?: 'bot' | undefined;
}

/**
 * Something is said to the bot, at the end of the path on the screen or as a branch, and its replies are written. Null, and told, when
 * the prompt lacks values or words.
 */
export function startTurn(context: ActionContext, said: Said): string | null {
  const id = addTurn(context, said, presentBot(context));
  if (id !== null) void writeCandidates(context, id);
  return id;
}

/** The same, with its replies still to be written. */
export function addTurn(context: ActionContext, said: Said, bot: Answering): string | null {
  const turn = turnOf(context, said, bot);
  if (turn === null) return null;
  context.setProject((project) => ({ ...project, ...withTurn(project, turn) }));
  context.deps.requestPersistence();
  return turn.id;
}

/** A conversation begins: with what the bot writes, or with the fixed text where that is wanted. */
export function startConversation(context: ActionContext, by?: 'bot'): string | null {
  const { conversations } = context.get().project.chat;
  const name = freeConversationName(conversations.map((conversation) => conversation.name));
  const root = addConversation(context, { name, by }, presentBot(context));
  if (root === null) return null;
  if (root.chosenId === null) void writeCandidates(context, root.id);
  return root.id;
}

/** The same, with what the bot opens it with still to be written. */
export function addConversation(
  context: ActionContext,
  { by, ...about }: NewConversation,
  bot: Answering,
): Turn | null {
  const { deps, get, setProject } = context;
  const { opening } = get().project.chat;
  const id = deps.newId();
  const message: Message = { conversationId: id, text: openingCue, repliesTo: null, isCue: true };
  const turn = turnOf(context, { message, parentId: null }, bot);
  if (turn === null) return null;
  const isFixed = by !== 'bot' && opening.by === 'text' && opening.text.trim() !== '';
  const root = isFixed ? withFixedReply(turn, { id: deps.newId(), text: opening.text }) : turn;
  const conversation = { ...about, id, at: root.at, leafId: root.id };
  setProject((project) => ({ ...project, ...begun(project, conversation, root) }));
  deps.requestPersistence();
  return root;
}

function begun({ turns, chat }: Project, conversation: Conversation, root: Turn): Pick<Project, 'turns' | 'chat'> {
  return {
    turns: [...turns, root],
    chat: { ...chat, conversations: [...chat.conversations, conversation], currentId: conversation.id },
  };
}

function presentBot({ get }: ActionContext): Answering {
  const { project, settings } = get();
  return {
    document: project.prompt,
    revisionId: project.history.head,
    model: settings.promptModel,
    candidates: settings.candidates,
  };
}

function turnOf(context: ActionContext, { message, parentId }: Said, bot: Answering): Turn | null {
  const { deps, get, setAlign } = context;
  const { project } = get();
  const path = parentId === null ? [] : pathTo(project.turns, parentId);
  const asked = { input: { values: project.inputs.values, message }, candidates: [] };
  const composed = compose(bot.document, [...path, asked]);
  if (!composed.ok) {
    setAlign({ missingValues: composed.error.names });
    return null;
  }
  if (composed.value.text.trim() === '') {
    context.notify({
      title: 'There is no bot to talk to',
      body: 'Describe the bot in a sentence, then send the message.',
    });
    return null;
  }
  const sent = fitNow(get(), { system: composed.value.text, path: [...path, asked], model: bot.model });
  if (!sent.ok) {
    context.notify({
      title: sent.error.what === 'description' ? 'The description is too long' : 'The message is too long',
      body: `Nothing was sent. ${whyNotSent(sent.error, bot.model)}`,
    });
    return null;
  }
  const { leftOut } = sent.value;
  setAlign({ missingValues: null, fresh: null });
  return {
    id: deps.newId(),
    n: Math.max(0, ...project.turns.map(({ n }) => n)) + 1,
    at: deps.now(),
    parentId,
    revisionId: bot.revisionId,
    input: {
      values: composed.value.values,
      prompt: composed.value.text,
      message,
      ...(leftOut === 0 ? {} : { leftOut }),
    },
    model: bot.model,
    settings: project.sampling,
    candidates: Array.from({ length: bot.candidates }, () => waiting(deps.newId())),
    chosenId: null,
  };
}

export function waiting(id: string): Candidate {
  return { id, state: { status: 'waiting' }, feedback: [] };
}

/** Nobody is asked for it: it is the author's. */
function withFixedReply(turn: Turn, { id, text }: { readonly id: string; readonly text: string }): Turn {
  const state = {
    status: 'answered',
    text,
    finish: { kind: 'stop', code: fixedReply },
    usage: noUsage,
    tookMs: 0,
  } as const;
  return { ...turn, candidates: [{ id, state, feedback: [] }], chosenId: id };
}
