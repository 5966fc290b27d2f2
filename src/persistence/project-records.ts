import * as z from 'zod/mini';
import { historyProblem } from '../core/project/history-problem';
import type { Project } from '../core/project/project';
import { projectFields, promptDocumentSchema, revisionSchema, runSchema } from '../core/project/project-schema';
import type { Run } from '../core/project/run';
import { describeIssues } from '../core/project/schema-problems';
import { startHistory } from '../core/prompt/history';
import type { History, Revision } from '../core/prompt/revision';
import { err, ok, type Result } from '../core/result';

/** A project without its runs and revisions. `version` counts its saves. */
export interface DocumentRecord extends Omit<Project, 'runs' | 'history'> {
  readonly version: number;
  readonly base: History['base'];
  readonly head: History['head'];
}

/** `order` is the place in its list, from 0. */
export interface RunRecord {
  readonly projectId: string;
  readonly id: string;
  readonly order: number;
  readonly run: Run;
}

export interface RevisionRecord {
  readonly projectId: string;
  readonly id: string;
  readonly order: number;
  readonly revision: Revision;
}

export function documentRecord({ runs: _runs, history, ...rest }: Project, version: number): DocumentRecord {
  return { ...rest, version, base: history.base, head: history.head };
}

export function runRecord(run: Run, { projectId, order }: Place): RunRecord {
  return { projectId, id: run.id, order, run };
}

export function revisionRecord(revision: Revision, { projectId, order }: Place): RevisionRecord {
  return { projectId, id: revision.id, order, revision };
}

interface Place {
  readonly projectId: string;
  readonly order: number;
}

/** What changed in a list of records: those to write, with their place, and the ids that are gone. Told by identity. */
export interface ListChanges<T> {
  readonly write: readonly { readonly item: T; readonly order: number }[];
  readonly remove: readonly string[];
}

export function listChanges<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): ListChanges<T> {
  if (before === after) return { write: [], remove: [] };
  const kept = new Set(after.map((item) => item.id));
  const places = new Map(before.map((item, order) => [item.id, { item, order }]));
  const write = after
    .map((item, order) => ({ item, order }))
    .filter(({ item, order }) => places.get(item.id)?.item !== item || places.get(item.id)?.order !== order);
  return { write, remove: before.filter((item) => !kept.has(item.id)).map((item) => item.id) };
}

export interface StoredRecords {
  readonly document: unknown;
  readonly runs: readonly unknown[];
  readonly revisions: readonly unknown[];
}

export interface JoinedProject {
  readonly project: Project;
  readonly version: number;
  /** In words; empty when everything was read. */
  readonly problems: readonly string[];
  readonly unreadable: { readonly runs: readonly unknown[]; readonly revisions: readonly unknown[] };
}

/** Puts a project together again. What cannot be read is left out and named; the error is for a document that cannot be read at all. */
export function joinProject({ document, runs, revisions }: StoredRecords): Result<JoinedProject, readonly string[]> {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) return err(describeIssues(parsed.error.issues, document));
  const { version, base, head, ...rest } = document as DocumentRecord; // just validated; zod's copy would lose a variable named __proto__
  const readRuns = readList<RunRecord>(runRecordSchema, runs);
  const readRevisions = readList<RevisionRecord>(revisionRecordSchema, revisions);
  const kept: History = { base, revisions: readRevisions.read.map((record) => record.revision), head };
  const broken = historyProblem({ prompt: rest.prompt, history: kept }) !== null;
  const list = readRuns.read.map((record) => record.run);
  const project: Project = {
    ...rest,
    history: broken ? startHistory(rest.prompt) : kept,
    runs: list,
    currentRunId: shownRun(rest.currentRunId, list),
  };
  return ok({
    project,
    version,
    problems: [
      ...(readRuns.unreadable.length === 0 ? [] : [unreadableRuns(readRuns.unreadable.length)]),
      ...(broken || readRevisions.unreadable.length > 0 ? [unreadableHistory(broken)] : []),
    ],
    unreadable: { runs: readRuns.unreadable, revisions: broken ? revisions : readRevisions.unreadable },
  });
}

const documentSchema = z.strictObject({
  id: z.string(),
  version: z.number(),
  ...projectFields,
  base: promptDocumentSchema,
  head: z.nullable(z.string()),
});
const place = { projectId: z.string(), id: z.string(), order: z.number() };
const runRecordSchema = z.strictObject({ ...place, run: runSchema });
const revisionRecordSchema = z.strictObject({ ...place, revision: revisionSchema });

function readList<T extends { readonly order: number }>(
  schema: z.ZodMiniType,
  records: readonly unknown[],
): { readonly read: readonly T[]; readonly unreadable: readonly unknown[] } {
  const valid = records.map((record) => schema.safeParse(record).success);
  const read = records.filter((_, index) => valid[index]) as readonly T[]; // just validated; zod's copy would lose a variable named __proto__
  return {
    read: read.toSorted((a, b) => a.order - b.order),
    unreadable: records.filter((_, index) => !valid[index]),
  };
}

function shownRun(id: string | null, runs: readonly Run[]): string | null {
  if (id === null || runs.some((run) => run.id === id)) return id;
  return runs.at(-1)?.id ?? null;
}

function unreadableRuns(number: number): string {
  const runs = number === 1 ? '1 run' : `${number} runs`;
  return `${runs} could not be read and ${number === 1 ? 'was' : 'were'} set aside. Everything else is here.`;
}

function unreadableHistory(broken: boolean): string {
  return broken
    ? 'The history could not be read and was set aside: it starts again from the prompt as it is now.'
    : 'A part of the history could not be read and was set aside. The prompt is as it was.';
}
