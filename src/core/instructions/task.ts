import type { Feedback } from '../constitution/feedback';
import type { Field } from '../dataset/example';
import type { PromptTurn } from '../model/model-prompt';
import type { Task } from '../model/task';
import type { ThinkingUse } from '../model/thinking';

/**
 * What a call is for, and the parsed input it was rendered from. The call log shows it and the practice model answers from it;
 * real models read the rendered prompt alone.
 */
export interface Subjects {
  readonly respond: RespondSubject;
  readonly 'suggest-rationales': RationalesSubject;
  readonly 'propose-mutation': MutationSubject;
  readonly 'fold-principles': FoldSubject;
  readonly 'update-prompt': UpdateSubject;
  readonly 'judge-case': JudgeCaseSubject;
  readonly 'make-checks': { readonly principles: readonly NumberedPrinciple[] };
  readonly 'check-response': CheckSubject;
  readonly 'rewrite-response': RewriteSubject;
  readonly 'play-user': PlayUserSubject;
  readonly 'first-rule': FirstRuleSubject;
  readonly classify: ClassifySubject;
  readonly 'mutate-rules': MutateRulesSubject;
  readonly 'find-conflicts': ConflictsSubject;
  readonly 'merge-principles': MergeSubject;
  readonly 'answer-prompt': AnswerPromptSubject;
  readonly 'critique-answer': CritiqueAnswerSubject;
  readonly 'revise-answer': ReviseAnswerSubject;
  readonly 'compare-answers': CompareAnswersSubject;
  readonly 'pair-from-principle': { readonly principle: string };
  readonly 'test-connection': { readonly greeting: string };
}

export type Purpose = keyof Subjects;

/** A purpose with its subject: a union, so that a switch on `purpose` narrows `subject`. */
export type StudioTask = { [P in Purpose]: { readonly purpose: P; readonly subject: Subjects[P] } }[Purpose];

/** The task of a call of the studio. Whoever makes a request puts purpose and subject together (`ask.ts`); others have none to answer. */
export function studioTask({ purpose, subject }: Task): StudioTask {
  return { purpose, subject } as StudioTask;
}

/** What a call of this purpose is about; null when it is of another purpose. */
export function subjectOf<P extends Purpose>(purpose: P, task: Task): Subjects[P] | null {
  return task.purpose === purpose ? (task.subject as Subjects[P]) : null;
}

/** A principle as models see it: `n` counts from 1 among those sent. */
interface NumberedPrinciple {
  readonly n: number;
  readonly text: string;
}

export interface RespondSubject {
  /** Variables filled in, principles not included. */
  readonly instruction: string;
  readonly principles: readonly string[];
  /** Values by variable name. */
  readonly values: Readonly<Record<string, string>>;
  /** What was said so far, the user's turn last; absent where the prompt is run by itself. */
  readonly conversation?: readonly PromptTurn[];
  /** Whom the conversation is held with; absent where the bot has no name. */
  readonly bot?: { readonly name: string };
}

/** What a model read before the response that is spoken of. */
export interface SentMaterial {
  /** The prompt as sent; in a conversation, its system text. */
  readonly prompt: string;
  /** What was said, the user's turn last; absent where the prompt was run by itself. */
  readonly conversation?: readonly PromptTurn[];
}

export interface RationalesSubject extends SentMaterial {
  readonly kind: 'kudos' | 'critique';
  readonly response: string;
  readonly principles: readonly string[];
}

export interface MutationSubject extends SentMaterial {
  /** As the author wrote it, variables unfilled. */
  readonly preamble: string;
  readonly principles: readonly NumberedPrinciple[];
  readonly response: string;
  readonly feedback: Feedback;
  /** Present when the author asked to reword a proposal they hold. */
  readonly reword?: { readonly proposal: string; readonly direction: 'broader' | 'narrower' };
}

export interface ConflictsSubject {
  /** Those that are sent, in order. */
  readonly principles: readonly string[];
  /** The number of the one that is new, from 1. */
  readonly n: number;
}

export interface MergeSubject {
  /** The older one first. */
  readonly principles: readonly [string, string];
  /** Why they cannot stay as they are; may be empty. */
  readonly why: string;
}

export interface FoldSubject {
  readonly preamble: string;
  /** Names that the rewritten preamble has to keep, in order of first appearance. */
  readonly variables: readonly string[];
  readonly principles: readonly string[];
}

export interface UpdateSubject extends SentMaterial {
  readonly preamble: string;
  readonly variables: readonly string[];
  readonly response: string;
  readonly feedback: Feedback;
}

/** A response with the principles to check it by, in questions of yes and no. */
export interface CheckSubject extends SentMaterial {
  readonly response: string;
  readonly principles: readonly (NumberedPrinciple & {
    readonly applies: string;
    readonly questions: readonly string[];
  })[];
}

/** A response that breaks principles, to be written again. */
export interface RewriteSubject extends RespondSubject {
  readonly response: string;
  /** What it does not do, as questions that it ought to answer with yes. */
  readonly failing: readonly string[];
}

/** A response to judge by one question, which feedback on an earlier response to the same input is behind. */
export interface JudgeCaseSubject {
  /** A response that passes answers it with yes. */
  readonly question: string;
  /** Whether the question is the one that was made of the feedback, and not the author's own. */
  readonly isMade: boolean;
  readonly feedback: Feedback;
  /** What the feedback was about. */
  readonly earlier: string;
  /** Values by variable name, for what is asked. */
  readonly values: Readonly<Record<string, string>>;
  /** What was said, the user's turn last; absent where the prompt was run by itself. */
  readonly conversation?: readonly PromptTurn[];
  readonly response: string;
}

export interface PlayUserSubject {
  /** Who the user of the bot is, and what it wants of it. */
  readonly who: string;
  readonly wants: string;
  /** What was said so far, the bot's turn last; empty where nothing was. */
  readonly conversation: readonly PromptTurn[];
  /** How many messages it may still say, from 1. */
  readonly left: number;
}

/** A label with its rules as models see them: rule `n` is the nth of its label, from 1. */
export interface NumberedRules {
  readonly label: string;
  readonly rules: readonly string[];
}

export interface FirstRuleSubject {
  /** Task description of the author; may be empty. */
  readonly task: string;
  /** The label to write a rule for. */
  readonly label: string;
  /** Every label with some of its rows, truncated; the label itself among them. */
  readonly examples: readonly { readonly label: string; readonly rows: readonly (readonly Field[])[] }[];
  /** Earlier wordings that were refused, with why. */
  readonly refused?: readonly { readonly text: string; readonly why: string }[];
}

export interface ClassifySubject {
  readonly task: string;
  /** In the order in which they are shown. */
  readonly labels: readonly NumberedRules[];
  /** Truncated; one or more. */
  readonly rows: readonly (readonly Field[])[];
}

export interface MutateRulesSubject {
  readonly task: string;
  readonly labels: readonly NumberedRules[];
  /** The misread row, truncated. */
  readonly row: readonly Field[];
  readonly golden: string;
  readonly predicted: string;
  /** The rule that led there, where it is known. */
  readonly followed: { readonly label: string; readonly n: number } | null;
  /** The author's own words on why it is wrong; empty when nobody gave any. */
  readonly reason: string;
  /** How many different changes to propose, from 1. */
  readonly mutations: number;
  /** Earlier proposals that were refused, with why. */
  readonly refused: readonly { readonly text: string; readonly why: string }[];
}

/** A prompt that fine-tuning data is made of, as it is sent. */
export interface AnswerPromptSubject {
  /** Empty: no system turn. */
  readonly system: string;
  /** The user's turn last. */
  readonly conversation: readonly PromptTurn[];
}

/** What was said, and what was answered to it. */
export interface Exchange {
  /** System text that the prompt itself brought along; empty for none. */
  readonly system: string;
  /** The user's turn last. */
  readonly conversation: readonly PromptTurn[];
  readonly answer: string;
}

export interface CritiqueAnswerSubject extends CritiqueQuestion {
  /** Empty: no system turn. */
  readonly system: string;
  /** Shown before the question, in order. */
  readonly examples: readonly (CritiqueQuestion & { readonly critique: string })[];
}

/** By what an answer is criticised. */
export interface CritiqueQuestion {
  readonly exchange: Exchange;
  readonly critiqueRequest: string;
}

export interface ReviseAnswerSubject extends RevisionQuestion {
  readonly system: string;
  readonly examples: readonly (RevisionQuestion & { readonly revision: string })[];
}

export interface RevisionQuestion extends CritiqueQuestion {
  /** Absent where an example has none. */
  readonly critique?: string;
  readonly revisionRequest: string;
}

export interface CompareAnswersSubject extends Omit<Exchange, 'answer'> {
  /** `task` is a whole user turn. */
  readonly examples: readonly { readonly task: string; readonly reasoning: string; readonly choice: 'A' | 'B' }[];
  readonly principle: string;
  /** The one that stands at (A) first. */
  readonly answers: readonly [string, string];
}

const uses: ReadonlyMap<string, ThinkingUse> = new Map(
  Object.entries({
    respond: 'responses',
    'test-connection': 'responses',
    classify: 'labels',
    'suggest-rationales': 'alignment',
    'propose-mutation': 'alignment',
    'fold-principles': 'alignment',
    'update-prompt': 'alignment',
    'judge-case': 'alignment',
    'make-checks': 'alignment',
    'check-response': 'alignment',
    'rewrite-response': 'responses',
    'play-user': 'alignment',
    'find-conflicts': 'alignment',
    'merge-principles': 'alignment',
    'answer-prompt': 'responses',
    'critique-answer': 'alignment',
    'revise-answer': 'responses',
    'compare-answers': 'alignment',
    'pair-from-principle': 'alignment',
    'first-rule': 'alignment',
    'mutate-rules': 'alignment',
  } satisfies Record<Purpose, ThinkingUse>),
);

/** Which setting says how much a model thinks for a call of this purpose. */
export function thinkingUse(purpose: string): ThinkingUse {
  return uses.get(purpose) ?? 'responses';
}
