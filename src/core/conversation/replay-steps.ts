import type { PromptDocument } from '../prompt/prompt-document';
import type { Candidate } from './candidate';
import type { Chat, Conversation } from './chat';
import type { ReplayBot } from './replay';
import type { PlayedUser, UserScript } from './scripts';
import { pathTo } from './tree';
import type { Turn } from './turn';

type ReplayStep =
  /** The reply is not there, or was cut. */
  | { readonly kind: 'write'; readonly turn: Turn; readonly candidate: Candidate }
  /** `isLast`: nothing is said after it. */
  | { readonly kind: 'say'; readonly leaf: Turn; readonly reply: Candidate; readonly text: string }
  /** The played user is asked for its next message; it may say that many more. */
  | {
      readonly kind: 'ask';
      readonly leaf: Turn;
      readonly reply: Candidate;
      readonly user: PlayedUser;
      readonly left: number;
    }
  | { readonly kind: 'over' }
  /** The author went another way than the script. */
  | { readonly kind: 'left' };

interface Talked {
  readonly turns: readonly Turn[];
  readonly chat: Pick<Chat, 'conversations'>;
}

/** What comes next in a conversation that a script is said in. */
export function nextStep({ turns }: Pick<Talked, 'turns'>, { leafId, replay }: Conversation): ReplayStep {
  const path = pathTo(turns, leafId);
  const leaf = path.at(-1);
  if (replay === undefined || leaf === undefined || replay.end === 'left') return { kind: 'left' };
  const { user } = replay;
  const said = messagesOf(path);
  if (user.kind === 'fixed' && said.some((text, index) => text !== user.messages[index])) return { kind: 'left' };
  const answered = leaf.candidates.filter(({ state }) => state.status === 'answered');
  const reply = answered.find(({ id }) => id === leaf.chosenId) ?? answered[0] ?? leaf.candidates.at(-1);
  if (reply === undefined) return { kind: 'left' };
  if (reply.state.status !== 'answered') return { kind: 'write', turn: leaf, candidate: reply };
  if (replay.end === 'said') return { kind: 'over' };
  if (user.kind === 'fixed') {
    const text = user.messages[said.length];
    return text === undefined ? { kind: 'over' } : { kind: 'say', leaf, reply, text };
  }
  const left = user.turns - said.length;
  return left <= 0 ? { kind: 'over' } : { kind: 'ask', leaf, reply, user, left };
}

/** Whether there is something left to do: in the conversation, or with the other of its two bots. */
export function isUnfinished(talked: Talked, conversation: Conversation): boolean {
  const { kind } = nextStep(talked, conversation);
  if (kind === 'left') return false;
  return kind !== 'over' || (conversation.replay?.other !== undefined && besideOf(talked, conversation) === null);
}

/** The conversation with the other of two bots; null where there is none, or not yet. */
export function besideOf({ chat }: Talked, { id, replay }: Conversation): Conversation | null {
  return chat.conversations.find((one) => one.replay?.besideId === id || one.id === replay?.besideId) ?? null;
}

/** How many messages of the user's were said on the way to the end of the conversation, and of how many at most. */
export function replayProgress({ turns }: Pick<Talked, 'turns'>, { leafId, replay }: Conversation) {
  const said = messagesOf(pathTo(turns, leafId)).length;
  return { said, of: replay === undefined ? said : mostMessages(replay.user) };
}

export function mostMessages(user: UserScript): number {
  return user.kind === 'fixed' ? user.messages.length : user.turns;
}

/** What the user said, without the cue that lets the bot begin. */
export function messagesOf(path: readonly Turn[]): readonly string[] {
  return path.flatMap(({ input: { message } }) => (message === null || message.isCue === true ? [] : [message.text]));
}

/** The prompt as the bot has it. */
export function documentOf(document: PromptDocument, { principles }: Pick<ReplayBot, 'principles'>): PromptDocument {
  return principles ? document : { ...document, principles: [] };
}
