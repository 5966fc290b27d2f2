import type { Contradiction } from '../constitution/contradiction';
import type { Instant } from '../effects';
import type { Replay } from './replay';
import type { Scripts } from './scripts';

/** The bot of a project, and the conversations that are held with it. What was said lies in the project's turns. */
export interface Chat {
  /** How the bot is called on the screen; what it reads of itself is the prompt alone. */
  readonly botName: string;
  readonly opening: Opening;
  /** Who gives the feedback: who switches between the two writes rules that contradict each other. */
  readonly speaker: Speaker;
  /** Oldest first. */
  readonly conversations: readonly Conversation[];
  /** The one on the screen; null before the first. */
  readonly currentId: string | null;
  /** Names that branches were given, by the id of their last turn. */
  readonly branchNames: Readonly<Record<string, string>>;
  /** Messages that were not sent yet, by conversation; empty name: before the first. */
  readonly messages: Readonly<Record<string, string>>;
  /** Absent: none was saved. */
  readonly scripts?: Scripts;
  /** Found by the alignment model, and not settled yet; absent: none. */
  readonly contradictions?: readonly Contradiction[];
  /** What waits for the author to keep the old or the new response; absent: nothing. */
  readonly retry?: Retry;
}

/** A turn that was answered once more, to see what a principle does. */
export interface Retry {
  readonly principleId: string;
  /** The response that the feedback was about. */
  readonly before: { readonly turnId: string; readonly candidateId: string };
  /** What the conversation ended with before. */
  readonly leafId: string;
  /** The same message, answered again. */
  readonly turnId: string;
}

/** How the bot opens a conversation. The text is kept while the bot writes its own. */
interface Opening {
  readonly by: 'bot' | 'text';
  readonly text: string;
}

type Speaker = 'designer' | 'end-user';

export interface Conversation {
  readonly id: string;
  readonly name: string;
  readonly at: Instant;
  /** The turn that the path on the screen ends with. */
  readonly leafId: string;
  /** Present where a script is said to the bot. */
  readonly replay?: Replay;
}

export const blankChat: Chat = {
  botName: '',
  opening: { by: 'bot', text: '' },
  speaker: 'designer',
  conversations: [],
  currentId: null,
  branchNames: {},
  messages: {},
};

/**
 * Said by nobody: models want the first turn to be the user's, so this stands before what the bot opens with. It is sent and logged, and
 * is no part of the conversation on the screen.
 */
export const openingCue = 'Begin the conversation.';

/** The finish code of a fixed opening: nobody was asked for it. */
export const fixedReply = 'FIXED';

/** The one on the screen. */
export function currentConversation({ conversations, currentId }: Chat): Conversation | null {
  return conversations.find(({ id }) => id === currentId) ?? null;
}

/** `Conversation 3`: the first number that none has. */
export function freeConversationName(taken: readonly string[]): string {
  const used = new Set(taken);
  let n = taken.length + 1;
  while (used.has(`Conversation ${n}`)) n += 1;
  return `Conversation ${n}`;
}
