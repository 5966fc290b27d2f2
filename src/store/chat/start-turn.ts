import { withTurn } from '../../core/conversation/branches';
import type { Candidate } from '../../core/conversation/candidate';
import { fixedReply, freeConversationName, openingCue } from '../../core/conversation/chat';
import { compose } from '../../core/conversation/compose';
import { pathTo } from '../../core/conversation/tree';
import type { Message, Turn } from '../../core/conversation/turn';
import { noUsage } from '../../core/model/reply';
import type { Project } from '../../core/project/project';
import type { ActionContext } from '../context';
import { writeCandidates } from '../write-candidates';
import { doesNotFitWords, fitNow } from './next-fit';

interface Said {
  readonly message: Message;
  /** Null begins a conversation. */
  readonly parentId: string | null;
}

/**
 * Something is said to the bot, at the end of the path on the screen or as a branch, and its replies are written. Null, and told, when
 * the prompt lacks values or words.
 */
export function startTurn(context: ActionContext, said: Said): string | null {
  const turn = turnOf(context, said);
  if (turn === null) return null;
  context.setProject((project) => ({ ...project, ...withTurn(project, turn) }));
  context.deps.requestPersistence();
  void writeCandidates(context, turn.id);
  return turn.id;
}

/** A conversation begins: with what the bot writes, or with the fixed text where that is wanted. */
export function startConversation(context: ActionContext, by?: 'bot'): string | null {
  const { deps, get, setProject } = context;
  const { opening, conversations } = get().project.chat;
  const id = deps.newId();
  const message: Message = { conversationId: id, text: openingCue, repliesTo: null, isCue: true };
  const turn = turnOf(context, { message, parentId: null });
  if (turn === null) return null;
  const isFixed = by !== 'bot' && opening.by === 'text' && opening.text.trim() !== '';
  const root = isFixed ? withFixedReply(turn, { id: deps.newId(), text: opening.text }) : turn;
  const name = freeConversationName(conversations.map((conversation) => conversation.name));
  setProject((project) => ({ ...project, ...begun(project, { id, name, root }) }));
  deps.requestPersistence();
  if (!isFixed) void writeCandidates(context, root.id);
  return root.id;
}

function begun(
  { turns, chat }: Project,
  { id, name, root }: { readonly id: string; readonly name: string; readonly root: Turn },
): Pick<Project, 'turns' | 'chat'> {
  const conversation = { id, name, at: root.at, leafId: root.id };
  return {
    turns: [...turns, root],
    chat: { ...chat, conversations: [...chat.conversations, conversation], currentId: id },
  };
}

function turnOf(context: ActionContext, { message, parentId }: Said): Turn | null {
  const { deps, get, setAlign } = context;
  const { project, settings } = get();
  const path = parentId === null ? [] : pathTo(project.turns, parentId);
  const asked = { input: { values: project.inputs.values, message }, candidates: [] };
  const composed = compose(project.prompt, [...path, asked]);
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
  const sent = fitNow(get(), { system: composed.value.text, path: [...path, asked] });
  if (!sent.ok) {
    context.notify({
      title: sent.error.what === 'description' ? 'The description is too long' : 'The message is too long',
      body: `Nothing was sent. ${doesNotFitWords(sent.error, settings.promptModel)}`,
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
    revisionId: project.history.head,
    input: {
      values: composed.value.values,
      prompt: composed.value.text,
      message,
      ...(leftOut === 0 ? {} : { leftOut }),
    },
    model: settings.promptModel,
    settings: project.sampling,
    candidates: Array.from({ length: settings.candidates }, () => waiting(deps.newId())),
    chosenId: null,
  };
}

function waiting(id: string): Candidate {
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
