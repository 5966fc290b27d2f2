import type { Case } from '../../core/cases/case';
import type { Mutation } from '../../core/constitution/mutation';
import type { WaitReason } from '../../core/model/language-model';
import type { ModelErrorData } from '../../core/model/model-error';
import type { Project } from '../../core/project/project';
import type { PromptDocument } from '../../core/prompt/prompt-document';

/** What Align shows and does not keep: what is under way, and what came of the last press. */
export interface AlignState {
  /** What the last press of Run asked for; null when nothing is missing. */
  readonly missingValues: readonly string[] | null;
  /** Input sets that came last from a file or the clipboard, until they are removed or others come. */
  readonly addedSets: { readonly from: string; readonly ids: readonly string[] } | null;
  /** Values that were saved nowhere when `by` (a set or a run, named) took their place in the fields. */
  readonly replacedValues: { readonly by: string; readonly values: Project['inputs']['values'] } | null;
  /** Calls that wait, by candidate id. */
  readonly waits: Readonly<Record<string, Wait>>;
  /** Candidates that are being written now. */
  readonly activeCandidates: ReadonlySet<string>;
  /** By `feedbackKey`. */
  readonly rationales: Readonly<Record<string, RationalesState>>;
  /** Alignment calls that are under way, or ended without a result, by what they are about. */
  readonly alignments: ReadonlyMap<AlignmentSubject, AlignmentState>;
  /** What became of the look for contradictions with a principle, by its id, until that is done. */
  readonly contradictionChecks: ReadonlyMap<string, ContradictionCheck>;
  /** The two principles that one was asked for in the place of, last. */
  readonly merged: readonly [string, string] | null;
  /** The branch or conversation that was deleted last, until it is brought back or its note is closed. */
  readonly deletedTalk: DeletedTalk | null;
  /** Checks that are under way, or ended without a result, by candidate id. */
  readonly checking: ReadonlyMap<string, CheckingState>;
  /** What the pinned cases are being run for, or why that ended; null when neither. */
  readonly caseWork: CaseWork | null;
  /** The case that was unpinned last, until it is brought back or its note is closed. */
  readonly unpinned: { readonly case: Case; readonly place: number } | null;
  /** The script that is being said to a bot, or could not go on. */
  readonly replay: ReplayState | null;
  /** The principle that arrived last, until the next change. */
  readonly fresh: Fresh | null;
}

export type ContradictionCheck =
  | { readonly status: 'working' }
  | { readonly status: 'failed'; readonly problem: Problem };

/** The id of a candidate that has feedback, or of a folded principle with new words; or the document, for what changes all of it. */
export type AlignmentSubject = string;

/** Of a fold, of a merge, and of other words for the one proposal that is held. */
export const documentSubject: AlignmentSubject = 'document';

/** `refold`: new words of a folded principle on their way into the prompt. */
export type AlignmentTask = 'feedback' | 'reword' | 'fold' | 'refold' | 'merge';

export type AlignmentState =
  | { readonly status: 'working'; readonly task: AlignmentTask; readonly wait: Wait | null }
  | { readonly status: 'failed'; readonly task: AlignmentTask; readonly problem: Problem };

export interface Wait {
  readonly reason: WaitReason;
  readonly until?: string;
  readonly attempt: number;
  readonly code: string;
}

export type RationalesState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly rationales: readonly { readonly aspect: string; readonly text: string }[] }
  | { readonly status: 'failed'; readonly problem: Problem };

/** Why an operation gave nothing to go on with. */
export type Problem =
  | { readonly kind: 'model'; readonly error: ModelErrorData }
  /** The model answered, but not in a form that can be read. */
  | { readonly kind: 'unreadable'; readonly raw: string; readonly why: string }
  /** The proposal was refused by our own check. */
  | { readonly kind: 'refused'; readonly why: string; readonly proposal: string };

export type CheckingState = { readonly status: 'working' } | { readonly status: 'failed'; readonly problem: Problem };

export type CaseWork =
  | {
      readonly status: 'running';
      readonly task: 'cases' | 'effects';
      readonly done: number;
      readonly total: number;
      /** The prompt that they are run under; once it is another one, the rest of the run is about a former version. */
      readonly document: PromptDocument;
    }
  | {
      readonly status: 'failed';
      readonly task: 'cases' | 'effects';
      /** What was asked for, so that it can be asked for again. */
      readonly ids: readonly string[] | null;
      readonly callBudget: number | null;
      readonly error: ModelErrorData;
    };

type ReplayState =
  | { readonly status: 'running'; readonly conversationId: string }
  /** The played user could not be asked; what became of a reply of the bot stands with it. */
  | { readonly status: 'failed'; readonly conversationId: string; readonly problem: Problem };

interface DeletedTalk extends Pick<Project, 'turns' | 'chat'> {
  /** Begins a sentence: `The branch`. */
  readonly what: string;
}

interface Fresh {
  readonly principleId: string;
  readonly revisionId: string;
  readonly change: Mutation['kind'];
}

export const blankAlignState: AlignState = {
  missingValues: null,
  addedSets: null,
  replacedValues: null,
  waits: {},
  activeCandidates: new Set(),
  rationales: {},
  alignments: new Map(),
  contradictionChecks: new Map(),
  merged: null,
  deletedTalk: null,
  checking: new Map(),
  caseWork: null,
  unpinned: null,
  replay: null,
  fresh: null,
};

/** Whether responses are being written, or a script is being said: one writer at a time, since a second path would be paid for beside the first. */
export function isTalking({ align }: { readonly align: Pick<AlignState, 'activeCandidates' | 'replay'> }): boolean {
  return align.activeCandidates.size > 0 || align.replay?.status === 'running';
}

interface Aligning {
  readonly align: Pick<AlignState, 'alignments'>;
}

interface Asked {
  readonly about: AlignmentSubject;
  readonly task: AlignmentTask;
}

/** The alignment call of this task about this subject, while it is under way; else null. */
export function selectWorking({ align }: Aligning, { about, task }: Asked) {
  const found = align.alignments.get(about);
  return found?.status === 'working' && found.task === task ? found : null;
}

/** Why the alignment call of this task about this subject gave nothing; else null. */
export function selectProblem({ align }: Aligning, { about, task }: Asked): Problem | null {
  const found = align.alignments.get(about);
  return found?.status === 'failed' && found.task === task ? found.problem : null;
}

/** Whether any alignment call is under way: of the task, where one is named; not about `except`. */
export function isAligning(
  { align }: Aligning,
  { task, except }: { readonly task?: AlignmentTask; readonly except?: AlignmentSubject } = {},
): boolean {
  return [...align.alignments].some(
    ([about, state]) => state.status === 'working' && about !== except && (task === undefined || state.task === task),
  );
}
