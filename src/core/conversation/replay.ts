import type { ModelRef } from '../model/model-ref';
import type { UserScript } from './scripts';

/**
 * A conversation that a script is said in. How far it is stands in its turns alone, so that it can go on after a reload and pays for no
 * reply a second time.
 */
export interface Replay {
  /** As it was when the replay began. */
  readonly user: UserScript;
  readonly bot: ReplayBot;
  /** The other of two bots: it is told the same messages afterwards, in a conversation of its own. */
  readonly other?: ReplayBot;
  /** The conversation whose messages these are: with the first of two bots. */
  readonly besideId?: string;
  /** `said`: the user has said its last message; `left`: the author goes on without the script. Absent: there may be more. */
  readonly end?: 'said' | 'left';
}

/** What a bot is made of, where it is not the present one. */
export interface ReplayBot {
  /** A version of the prompt in History; null is the start. */
  readonly revisionId: string | null;
  /** Whether its principles are sent. */
  readonly principles: boolean;
  readonly model: ModelRef;
}
