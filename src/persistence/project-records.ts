import type { Turn } from '../core/conversation/turn';
import type { LabelerRun, LabelerWork } from '../core/labeler/run/labeler-run';
import type { Project } from '../core/project/project';
import type { History, Revision } from '../core/prompt/revision';

/** A project without its turns, its revisions and the runs of its labeler. `version` counts its saves. */
export interface DocumentRecord extends Omit<Project, 'turns' | 'history' | 'labeler'> {
  readonly version: number;
  readonly base: History['base'];
  readonly head: History['head'];
  readonly labeler: Omit<LabelerWork, 'runs'> | null;
}

/** `order` is the place in its list, from 0. */
export interface TurnRecord {
  readonly projectId: string;
  readonly id: string;
  readonly order: number;
  readonly turn: Turn;
}

export interface LabelerRunRecord {
  readonly projectId: string;
  readonly id: string;
  readonly order: number;
  readonly run: LabelerRun;
}

export interface RevisionRecord {
  readonly projectId: string;
  readonly id: string;
  readonly order: number;
  readonly revision: Revision;
}

export function documentRecord({ turns: _turns, history, labeler, ...rest }: Project, version: number): DocumentRecord {
  return { ...rest, version, base: history.base, head: history.head, labeler: labeler && withoutRuns(labeler) };
}

function withoutRuns({ runs: _runs, ...rest }: LabelerWork): Omit<LabelerWork, 'runs'> {
  return rest;
}

export function turnRecord(turn: Turn, { projectId, order }: Place): TurnRecord {
  return { projectId, id: turn.id, order, turn };
}

export function labelerRunRecord(run: LabelerRun, { projectId, order }: Place): LabelerRunRecord {
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
