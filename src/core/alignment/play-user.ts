import { repliesOf } from '../conversation/branches';
import { type Candidate, candidateText } from '../conversation/candidate';
import type { PlayedUser } from '../conversation/scripts';
import type { Turn } from '../conversation/turn';
import { type PlayedMessage, playUserInstruction } from '../instructions/play-user';
import { type PromptTurn, textOf } from '../model/model-prompt';
import type { Result } from '../result';
import { type AskDeps, ask, type UnreadableReply } from './ask';

interface Played {
  readonly user: Pick<PlayedUser, 'who' | 'wants'>;
  /** From the root to the turn that the user answers. */
  readonly path: readonly Turn[];
  /** What the bot said in it. */
  readonly reply: Candidate;
  /** How many messages it may still say, from 1. */
  readonly left: number;
}

/** What a played user says next, by all that was said so far. */
export function playUser(
  { user: { who, wants }, path, reply, left }: Played,
  deps: AskDeps,
): Promise<Result<PlayedMessage, UnreadableReply>> {
  const replies = repliesOf(path).with(-1, reply);
  const conversation = path.flatMap(({ input: { message } }, index): readonly PromptTurn[] => {
    const answer = replies[index];
    return [
      ...(message === null || message.isCue === true ? [] : [textTurn('user', message.text)]),
      ...(answer == null ? [] : [textTurn('model', candidateText(answer.state))]),
    ];
  });
  return ask(playUserInstruction, { who, wants, conversation: conversation.filter(hasWords), left }, deps);
}

function textTurn(role: PromptTurn['role'], text: string): PromptTurn {
  return { role, parts: [{ type: 'text', text }] };
}

function hasWords({ parts }: PromptTurn): boolean {
  return textOf(parts).trim() !== '';
}
