import type { Adherence } from '../adherence/wording-checks';
import type { Review } from '../alignment/review';
import type { Regression } from '../cases/case';
import type { PrincipleScope } from '../constitution/condition';
import type { PrinciplePair } from '../constitution/contradiction';
import type { FeedbackKind } from '../constitution/feedback';
import type { Chat } from '../conversation/chat';
import type { Turn } from '../conversation/turn';
import type { Instant } from '../effects';
import type { LabelerWork } from '../labeler/run/labeler-run';
import type { SamplingSettings } from '../model/sampling-settings';
import type { PlaygroundWork } from '../playground/playground-work';
import type { PromptDocument } from '../prompt/prompt-document';
import type { History } from '../prompt/revision';
import type { TuningWork } from '../tuning/run/tuning-work';

/** Everything that is saved of a project. No keys, no settings of the device. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Always equal to the document at `history.head`. */
  readonly prompt: PromptDocument;
  readonly history: History;
  readonly inputs: Inputs;
  readonly sampling: SamplingSettings;
  /** Whether the prompt is run by itself, or describes a bot that is talked to. */
  readonly mode: 'single' | 'chat';
  /** Oldest first: prompts that were run by themselves, and what was said in conversations. */
  readonly turns: readonly Turn[];
  readonly chat: Chat;
  /** The run on the screen, of a prompt by itself; null before the first. */
  readonly currentTurnId: string | null;
  readonly drafts: Drafts;
  readonly regression: Regression;
  readonly adherence: Adherence;
  /** That the author keeps as they are, though they repeat or contradict each other; oldest first. */
  readonly keptPairs: readonly PrinciplePair[];
  /** Null until somebody labels in it. */
  readonly labeler: LabelerWork | null;
  /** Null until somebody makes fine-tuning data in it. */
  readonly tuning: TuningWork | null;
  /** Null until somebody uses the Playground in it. */
  readonly playground: PlaygroundWork | null;
}

export interface Inputs {
  /** What stands in the fields, by variable name; names that the preamble no longer has are kept. */
  readonly values: Readonly<Record<string, string>>;
  readonly sets: readonly InputSet[];
  /** What `{{name}}` means in this prompt; absent until the author was asked. */
  readonly doubledBraces?: 'variables' | 'text';
}

/** A saved row of values. */
export interface InputSet {
  readonly id: string;
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Unfinished work: kept with the project so that a reload loses none of it. */
export interface Drafts {
  readonly newPrinciple: string;
  /** The principle being edited in place, and its text so far. */
  readonly principleEdit: PrincipleEdit | null;
  /** The open feedback panel. */
  readonly feedback: FeedbackDraft | null;
  /** Unsent feedback by `feedbackKey`: closing the panel, or opening another, loses no word. */
  readonly feedbackTexts: Readonly<Record<string, string>>;
  /** A proposal that waits for a decision. */
  readonly review: Review | null;
}

interface PrincipleEdit {
  readonly id: string;
  readonly text: string;
  /** When it is to hold; absent: as before, as long as its words begin so. */
  readonly scope?: PrincipleScope;
}

export interface FeedbackDraft {
  readonly turnId: string;
  readonly candidateId: string;
  readonly kind: FeedbackKind;
  /** The part of the response it is about; empty for all of it. */
  readonly quote: string;
  readonly applyAs: 'principle' | 'prompt';
}

export const emptyDrafts: Drafts = {
  newPrinciple: '',
  principleEdit: null,
  feedback: null,
  feedbackTexts: {},
  review: null,
};

/** A project as the Project menu lists it. */
export interface ProjectSummary {
  readonly id: string;
  readonly name: string;
  readonly updatedAt: Instant;
}

export function feedbackKey(candidateId: string, kind: FeedbackKind): string {
  return `${candidateId}/${kind}`;
}
