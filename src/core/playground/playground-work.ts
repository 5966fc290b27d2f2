import type { DatasetRef } from '../dataset/dataset-ref';
import type { Instant } from '../effects';
import type { JobStatus } from '../jobs/job-status';
import type { CompletionOptions } from '../model/completion-options';
import type { ModelErrorData } from '../model/model-error';
import type { ModelRef } from '../model/model-ref';
import type { Finish, Usage } from '../model/reply';
import type { SamplingSettings } from '../model/sampling-settings';
import type { EvaluateAs } from '../model/scoring-model';
import type { Pooling, TaskType } from '../model/vector-model';
import type { ScoreFigures } from '../scoring/figures';

export type PlaygroundTask = 'complete' | 'evaluate' | 'embed';

/** What a project holds of the Playground. Tokens, scores of rows and vectors lie in the storage of the device, by the run's id. */
export interface PlaygroundWork {
  readonly task: PlaygroundTask;
  readonly prompt: PlaygroundPrompt;
  readonly complete: CompleteSetup;
  readonly evaluate: EvaluateSetup;
  readonly embed: EmbedSetup;
  /** Images of all prompts and inputs, once each, by SHA-256 (hexadecimal). */
  readonly images: Readonly<Record<string, KeptImage>>;
  /** Oldest first. */
  readonly runs: readonly PlaygroundRun[];
}

/** What Complete and Evaluate send. */
export interface PlaygroundPrompt {
  /** Null: the project's prompt model. */
  readonly model: ModelRef | null;
  readonly system: string;
  /** Before the prompt, the first of them the user's; texts alone. */
  readonly turns: readonly { readonly role: 'user' | 'model'; readonly text: string }[];
  /** The last user turn: texts and images in any order. To the byte as typed. */
  readonly parts: readonly PlaygroundPart[];
}

export type PlaygroundPart =
  | { readonly type: 'text'; readonly text: string }
  /** `sha256` of `images`. */
  | { readonly type: 'image'; readonly sha256: string };

export interface KeptImage {
  readonly name: string;
  readonly mimeType: string;
  /** Base64 without a data-URL prefix. */
  readonly data: string;
  /** In pixels, upright. */
  readonly width: number;
  readonly height: number;
}

export interface CompleteSetup {
  /** `candidates` is not used here. */
  readonly sampling: SamplingSettings;
  readonly options: Omit<CompletionOptions, 'prefix' | 'logitBias'>;
  /** Rows of the table "Logit bias": `token` is an id, or a text that is one token. */
  readonly bias: readonly BiasRow[];
  /** 1 to 8. */
  readonly completions: number;
  /** More than `completions`; null: off. */
  readonly bestOf: number | null;
  /** Another model or other settings, for the same prompt beside it; null: nothing is compared. */
  readonly compare: { readonly model: ModelRef; readonly sampling: SamplingSettings } | null;
}

export interface BiasRow {
  readonly id: string;
  readonly token: { readonly kind: 'id'; readonly id: number } | { readonly kind: 'text'; readonly text: string };
  readonly bias: number;
}

export interface EvaluateSetup {
  readonly expected: string;
  /** Null: as the model is made. */
  readonly as: EvaluateAs | null;
  /** What "What mattered" leaves out, one at a time. */
  readonly unit: PromptUnit;
  readonly rank: RankSetup;
}

export type PromptUnit = 'word' | 'sentence' | 'paragraph';

export interface RankSetup {
  /** One in a line; used where there is no file. */
  readonly completions: string;
  readonly dataset: DatasetRef | null;
  /** Null: the prompt above, for all rows. */
  readonly promptColumn: string | null;
  readonly completionColumn: string | null;
}

export interface EmbedSetup {
  /** Null: the one that goes with the project's prompt model. */
  readonly model: ModelRef | null;
  /** One in a line; used where there is no file. */
  readonly texts: string;
  readonly dataset: DatasetRef | null;
  readonly textColumn: string | null;
  readonly colourColumn: string | null;
  /** Keys of `images`, in order, after the texts. */
  readonly images: readonly string[];
  readonly taskType: TaskType | null;
  readonly dimensions: number | null;
  readonly pooling: Pooling | null;
  readonly normalise: boolean;
}

/** One press of Run, Rank or What mattered. */
export type PlaygroundRun = CompleteRun | EvaluateRun | ScoresRun | EmbedRun;

interface RunHead {
  readonly id: string;
  /** Counts from 1 in its project. */
  readonly n: number;
  readonly at: Instant;
  readonly model: ModelRef;
  /** Milliseconds; null while it is under way, or was interrupted. */
  readonly tookMs: number | null;
}

export interface CompleteRun extends RunHead {
  readonly kind: 'complete';
  readonly prompt: Omit<PlaygroundPrompt, 'model'>;
  readonly setup: CompleteSetup;
  /** In the order of their numbers; branches come on top. */
  readonly completions: readonly Completion[];
}

export interface Completion {
  /** Counts from 1 in its run. */
  readonly n: number;
  readonly model: ModelRef;
  readonly sampling: SamplingSettings;
  /** Null: it began by itself. */
  readonly from: Branch | null;
  readonly outcome: CompletionOutcome;
}

/** A branch goes on behind other tokens. */
export interface Branch {
  /** Number of the completion that it leaves. */
  readonly n: number;
  /** Place of the token in it that another took the place of, from 0, its own prefix counted. */
  readonly at: number;
  /** All that the branch begins with, the other token included. */
  readonly prefix: { readonly text: string; readonly ids?: readonly number[] };
}

export type CompletionOutcome =
  | { readonly status: 'running'; readonly text: string }
  | {
      readonly status: 'done';
      readonly text: string;
      readonly finish: Finish;
      readonly usage: Usage;
      readonly modelVersion?: string;
      readonly firstTokenMs: number;
      readonly tookMs: number;
      /** Per token; null where no log-probabilities came. */
      readonly meanLogprob: number | null;
      readonly tokens: number;
      /** Not among the best: it was sampled, paid, and is not shown as a completion. */
      readonly passedOver?: true;
    }
  | { readonly status: 'failed'; readonly error: ModelErrorData }
  | { readonly status: 'stopped'; readonly text: string };

export interface EvaluateRun extends RunHead {
  readonly kind: 'evaluate';
  readonly prompt: Omit<PlaygroundPrompt, 'model'>;
  readonly expected: string;
  readonly as: EvaluateAs;
  readonly outcome:
    | { readonly status: 'running' }
    | { readonly status: 'done'; readonly figures: ScoreFigures }
    | { readonly status: 'failed'; readonly error: ModelErrorData }
    | { readonly status: 'stopped' };
}

/** Many rows: ranked completions, or what mattered in a prompt. A job of the engine. */
export interface ScoresRun extends RunHead {
  readonly kind: 'rank' | 'mattered';
  readonly prompt: Omit<PlaygroundPrompt, 'model'>;
  readonly as: EvaluateAs;
  readonly rank: RankSetup;
  /** Of what mattered. */
  readonly expected: string;
  readonly unit: PromptUnit;
  readonly status: JobStatus;
  readonly done: number;
  readonly total: number;
  readonly failed: number;
}

export interface EmbedRun extends RunHead {
  readonly kind: 'embed';
  readonly setup: Omit<EmbedSetup, 'model'>;
  readonly status: JobStatus;
  readonly done: number;
  readonly total: number;
  readonly failed: number;
}

export const blankPlaygroundWork: PlaygroundWork = {
  task: 'complete',
  prompt: { model: null, system: '', turns: [], parts: [{ type: 'text', text: '' }] },
  complete: {
    sampling: { maxOutputTokens: 256 },
    options: {},
    bias: [],
    completions: 1,
    bestOf: null,
    compare: null,
  },
  evaluate: {
    expected: '',
    as: null,
    unit: 'word',
    rank: { completions: '', dataset: null, promptColumn: null, completionColumn: null },
  },
  embed: {
    model: null,
    texts: '',
    dataset: null,
    textColumn: null,
    colourColumn: null,
    images: [],
    taskType: null,
    dimensions: null,
    pooling: null,
    normalise: true,
  },
  images: {},
  runs: [],
};
