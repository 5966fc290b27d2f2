import type { ModelErrorData } from '../../model/model-error';

/** A prompt as it is sent: what was said, the user's turn last. The text is as the file has it. */
export interface TuningPrompt {
  /** Of the file, from 1. */
  readonly row: number;
  /** Of its column; without one the row's number. */
  readonly id: string;
  readonly turns: readonly TextTurn[];
}

export interface TextTurn {
  readonly role: 'system' | 'user' | 'model';
  readonly text: string;
}

/** A prompt of a run, and what was made of it; null while it is under way. As the run's storage holds it. */
export interface MadeRow extends TuningPrompt {
  readonly made: Made | null;
  /** Of what was made, before any edit. */
  readonly flags: readonly Flag[];
  /** Where two texts of a pair first differ, in estimated tokens from 0; absent where there is no pair. */
  readonly differsAt?: number;
}

export type Made = Improved | Compared | NotMade;

/** What a model wrote. */
export interface MadeText {
  readonly text: string;
  /** It stopped at the most tokens that it was given. */
  readonly isCut: boolean;
}

export interface Improved {
  readonly kind: 'improved';
  readonly answer: MadeText;
  /** At least one. The last has no revision when nothing was left to improve. */
  readonly rounds: readonly Round[];
}

export interface Round {
  /** Number of the pair in the run's constitution, from 1. */
  readonly pair: number;
  readonly hasProblem: boolean;
  readonly critique: MadeText;
  readonly revision: MadeText | null;
}

export interface Compared {
  readonly kind: 'compared';
  readonly answers: readonly [MadeText, MadeText];
  /** Equal even after they were asked for again: nobody was asked to judge. */
  readonly isIdentical: boolean;
  readonly judgements: readonly Judgement[];
  /** Brought in from a file, which says that the first is chosen: nobody was asked to judge. */
  readonly isBroughtIn?: true;
}

/** One judge, asked in both orders. */
export interface Judgement {
  /** Number of the comparison principle in the run's constitution, from 1. */
  readonly principle: number;
  /** The first answer stood first. */
  readonly forward: Verdict;
  /** The second answer stood first. */
  readonly backward: Verdict;
}

export interface Verdict {
  /** Which of the two answers, wherever it stood. */
  readonly picks: 'first' | 'second' | 'tie' | 'unreadable';
  readonly reasoning: string;
  /** That the first answer is better, 0 to 1; absent where the model gives no probability of its choice. */
  readonly probability?: number;
}

export interface NotMade {
  readonly kind: 'failed';
  readonly stage: StageName;
  readonly error: ModelErrorData;
  /** What was there by then. */
  readonly answers: readonly MadeText[];
  readonly rounds: readonly Round[];
}

export type StageName = 'answer' | 'second-answer' | 'critique' | 'revision' | 'judgement';

export type Outcome =
  | 'revised'
  | 'nothing-to-improve'
  | 'first-wins'
  | 'second-wins'
  | 'brought-in'
  | 'tie'
  | 'flipped'
  | 'identical'
  | 'unreadable'
  | 'failed'
  | 'under-way';

/** `late-difference` depends on a setting, and is told from `differsAt`. */
export type Flag =
  | 'cut'
  | 'refusal'
  | 'mentions-revision'
  | 'unchanged'
  | 'critique-ignored'
  | 'other-language'
  | 'equal-but-for-space'
  | 'copied-example';

/** What the author did with a row. Every field is absent until then. */
export interface RowEdit {
  readonly isRejected?: true;
  readonly isFlagged?: true;
  /** Exported although it was cut. */
  readonly isKept?: true;
  /** Chosen and rejected have changed places. */
  readonly isSwapped?: true;
  /** The round whose revision is taken, from 1; absent: the last. */
  readonly round?: number;
  /** In place of the text that would be exported: of the completion or the chosen one, and of the rejected one. */
  readonly chosen?: string;
  readonly rejected?: string;
}
