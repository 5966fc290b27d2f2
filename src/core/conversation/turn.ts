import type { Instant } from '../effects';
import type { ModelRef } from '../model/model-ref';
import type { SamplingSettings } from '../model/sampling-settings';
import type { Candidate } from './candidate';

/** An input with its candidates. A prompt that is run by itself is a root that nothing follows; what is said in a conversation is a tree. */
export interface Turn {
  readonly id: string;
  /** Counts from 1 in its project. */
  readonly n: number;
  readonly at: Instant;
  /** The turn that it goes on from; null at the root. */
  readonly parentId: string | null;
  /** Head of History when it was sent; null is the base. */
  readonly revisionId: string | null;
  readonly input: TurnInput;
  readonly model: ModelRef;
  readonly settings: SamplingSettings;
  readonly candidates: readonly Candidate[];
  /** The candidate that was selected as the response. */
  readonly chosenId: string | null;
}

export interface TurnInput {
  /** By name of the variables in the prompt. */
  readonly values: Readonly<Record<string, string>>;
  /** The input set that the values are from; absent for those in the fields. */
  readonly inputSetId?: string;
  /** The prompt as sent, its variables filled in: what the user asks, or in a conversation what stands above it as system text. */
  readonly prompt: string;
  /** What was said to the bot; null where the prompt is run by itself. */
  readonly message: Message | null;
  /** How many of the oldest exchanges were not sent, since the model could not hold them; absent: none. The opening always was. */
  readonly leftOut?: number;
}

export interface Message {
  /** Turns of one conversation are one tree. */
  readonly conversationId: string;
  readonly text: string;
  /** The candidate of the parent that it answers, and so the only one that later prompts hold; null at the root. */
  readonly repliesTo: string | null;
  /** Said by nobody: it lets the bot begin (`openingCue`). */
  readonly isCue?: true;
}

/** As much of a turn as a prompt is composed of: the last one of a path has nothing sent, and no candidates yet. */
export interface PathTurn extends Pick<Turn, 'candidates'> {
  readonly input: Pick<TurnInput, 'values' | 'message' | 'leftOut'>;
}

/** The number by which a turn of a conversation is named; nothing for a prompt that was run by itself, which is a run. */
export function turnOfConversation({ n, input }: Pick<Turn, 'n' | 'input'>): { readonly turn?: number } {
  return input.message === null ? {} : { turn: n };
}
