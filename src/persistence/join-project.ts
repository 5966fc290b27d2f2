import * as z from 'zod/mini';
import { withConversationsOf } from '../core/conversation/branches';
import { withoutLostParents } from '../core/conversation/tree';
import type { LabelerWork } from '../core/labeler/run/labeler-run';
import { historyProblem } from '../core/project/history-problem';
import { labelerFields, labelerRunSchema } from '../core/project/labeler-schema';
import type { Drafts, Project } from '../core/project/project';
import { projectFields, promptDocumentSchema, revisionSchema, turnSchema } from '../core/project/project-schema';
import { describeIssues } from '../core/project/schema-problems';
import { startHistory } from '../core/prompt/history';
import type { History } from '../core/prompt/revision';
import { err, ok, type Result } from '../core/result';
import type { LabelerRunRecord, RevisionRecord, TurnRecord } from './project-records';

export interface StoredRecords {
  readonly document: unknown;
  readonly turns: readonly unknown[];
  readonly revisions: readonly unknown[];
  readonly labelerRuns: readonly unknown[];
}

export interface JoinedProject {
  readonly project: Project;
  readonly version: number;
  /** In words; empty when everything was read. */
  readonly problems: readonly string[];
  readonly unreadable: Omit<StoredRecords, 'document'>;
}

/** Puts a project together again. What cannot be read is left out and named; the error is for a document that cannot be read at all. */
export function joinProject({
  document,
  turns,
  revisions,
  labelerRuns,
}: StoredRecords): Result<JoinedProject, readonly string[]> {
  const parsed = documentSchema.safeParse(withoutOddProto(document));
  if (!parsed.success) return err(describeIssues(parsed.error.issues, document));
  const { version, base, head, labeler, ...rest } = parsed.data;
  const readTurns = readList<TurnRecord>(turnRecordSchema, turns);
  const readRevisions = readList<RevisionRecord>(revisionRecordSchema, revisions);
  const readLabelerRuns = readList<LabelerRunRecord>(labelerRunRecordSchema, labelerRuns);
  const kept: History = { base, revisions: readRevisions.read.map((record) => record.revision), head };
  const broken = historyProblem({ prompt: rest.prompt, history: kept }) !== null;
  const list = withoutLostParents(readTurns.read.map((record) => record.turn));
  const project: Project = {
    ...rest,
    history: broken ? startHistory(rest.prompt) : kept,
    turns: list,
    chat: withConversationsOf(rest.chat, list),
    currentTurnId: shownRun(rest.currentTurnId, list),
    drafts: withoutLostPanel(rest.drafts, list),
    labeler: labeler && joinLabeler(labeler, readLabelerRuns.read),
  };
  return ok({
    project,
    version,
    problems: [
      ...(readTurns.unreadable.length === 0 ? [] : [unreadableRuns(readTurns.unreadable.length, 'run')]),
      ...(readLabelerRuns.unreadable.length === 0
        ? []
        : [unreadableRuns(readLabelerRuns.unreadable.length, 'training run')]),
      ...(broken || readRevisions.unreadable.length > 0 ? [unreadableHistory(broken)] : []),
    ],
    unreadable: {
      turns: readTurns.unreadable,
      revisions: broken ? revisions : readRevisions.unreadable,
      labelerRuns: readLabelerRuns.unreadable,
    },
  });
}

const documentSchema = z.strictObject({
  id: z.string(),
  version: z.number(),
  ...projectFields,
  base: promptDocumentSchema,
  head: z.nullable(z.string()),
  labeler: z.nullable(z.strictObject(labelerFields)),
});
const place = { projectId: z.string(), id: z.string(), order: z.number() };
const turnRecordSchema = z.strictObject({ ...place, turn: turnSchema });
const labelerRunRecordSchema = z.strictObject({ ...place, run: labelerRunSchema });
const revisionRecordSchema = z.strictObject({ ...place, revision: revisionSchema });

function readList<T extends { readonly order: number }>(
  schema: z.ZodMiniType<T>,
  records: readonly unknown[],
): { readonly read: readonly T[]; readonly unreadable: readonly unknown[] } {
  const results = records.map((record) => ({ record, parsed: schema.safeParse(withoutOddProto(record)) }));
  return {
    read: results.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : [])).toSorted((a, b) => a.order - b.order),
    unreadable: results.flatMap(({ record, parsed }) => (parsed.success ? [] : [record])),
  };
}

/**
 * The same record without what versions before took from files unseen: something named `__proto__` that is no text, among texts. It was
 * never of use, and no reason to call a whole project unreadable.
 */
function withoutOddProto(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutOddProto);
  if (typeof data !== 'object' || data === null || !isPlain(data)) return data;
  return Object.fromEntries(
    Object.entries(data)
      .filter(([name, value]) => name !== '__proto__' || typeof value === 'string')
      .map(([name, value]) => [name, withoutOddProto(value)]),
  );
}

/** No file, no date: what structured cloning makes of an object of ours. */
function isPlain(data: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === Object.prototype || prototype === null;
}

function joinLabeler(labeler: Omit<LabelerWork, 'runs'>, records: readonly LabelerRunRecord[]): LabelerWork {
  const runs = records.map(({ run }) => run);
  return { ...labeler, runs, currentRunId: shownRun(labeler.currentRunId, runs) };
}

function shownRun(id: string | null, runs: readonly { readonly id: string }[]): string | null {
  if (id === null || runs.some((run) => run.id === id)) return id;
  return runs.at(-1)?.id ?? null;
}

/** A feedback panel is open on a response; its words stay when that is gone. */
function withoutLostPanel(drafts: Drafts, turns: Project['turns']): Drafts {
  const { feedback } = drafts;
  if (feedback === null) return drafts;
  const turn = turns.find(({ id }) => id === feedback.turnId);
  const isThere = turn?.candidates.some(({ id }) => id === feedback.candidateId) === true;
  return isThere ? drafts : { ...drafts, feedback: null };
}

function unreadableRuns(number: number, noun: string): string {
  const runs = number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
  return `${runs} could not be read and ${number === 1 ? 'was' : 'were'} set aside. Everything else is here.`;
}

function unreadableHistory(broken: boolean): string {
  return broken
    ? 'The history could not be read and was set aside: it starts again from the prompt as it is now.'
    : 'A part of the history could not be read and was set aside. The prompt is as it was.';
}
