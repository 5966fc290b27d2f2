import type { JobKind } from './jobs/jobs-state';

/** What can be under way, by the room that shows it. */
type WorkKind =
  | `project/align/${'candidates' | 'cases' | 'checks' | 'contradictions' | 'proposal' | 'rationales' | 'replay'}`
  | `project/label/${'check' | 'classify' | 'effects' | 'read' | 'reason' | 'rescore' | 'sample' | 'train'}`
  | `project/label/import-${'batch' | 'labeler'}`
  | `project/tune/${'check' | 'constitution' | 'duplicates' | 'export' | 'figures' | 'pairs' | 'proposals' | 'read' | 'row' | 'rows' | 'trial'}`
  | `project/playground/${'check-mattered' | 'check-scores' | 'check-texts' | 'complete' | 'count' | 'evaluate' | 'images' | 'map' | 'pair' | 'program' | 'read-scores' | 'read-texts' | 'scores' | 'search' | 'tokenize' | 'vectors'}`
  | `project/${JobKind}/job`
  | 'device/transfer';

/** A kind, or all that begin with it: what is of the open project ends when another one is opened. */
type WorkScope = WorkKind | 'project' | `project/${'align' | 'label' | 'playground' | 'tune'}`;

interface NewWork {
  readonly scope: WorkKind;
  /** Which of its kind, where there can be several at a time: an id. */
  readonly key?: string;
  /**
   * What becomes of the same work that is under way: `leave` it, and do nothing; `replace` it at once; or `follow` it, which stops it
   * and begins when it has ended, since it may hold a lock. `replace` when absent.
   */
  readonly ifRunning?: 'leave' | 'replace' | 'follow';
  /** Told, and waited for, at the end of a task that threw. Without it the error is thrown on. */
  readonly failed?: (error: unknown) => void | Promise<void>;
  /** Told, and waited for, at the end of a task that was stopped, unless newer work took its place. */
  readonly stopped?: () => void | Promise<void>;
}

/** All that is under way and can be stopped. A stop is no error: whoever asked for it has decided what is shown then. */
export interface Work {
  /** Does the task under a signal of its own; resolves when it has ended, well or not. */
  readonly run: (what: NewWork, task: (signal: AbortSignal) => Promise<void>) => Promise<void>;
  /** All of the scope, or the one of that key. Resolves when what was stopped has ended. */
  readonly stop: (scope: WorkScope, key?: string) => Promise<void>;
  /** What was stopped counts no longer, also while it comes to its end. */
  readonly isRunning: (scope: WorkScope, key?: string) => boolean;
}

export function createWork(): Work {
  const pieces = new Set<Piece>();
  const found = (scope: WorkScope, key?: string) =>
    [...pieces].filter((piece) => isWithin(piece.scope, scope) && (key === undefined || piece.key === key));

  const perform = async (piece: Piece, before: readonly Piece[], what: NewWork, task: Task) => {
    const { signal } = piece.controller;
    let thrown: { readonly error: unknown } | null = null;
    try {
      if (before.length > 0) await Promise.all(before.map(({ ended }) => ended));
      signal.throwIfAborted();
      await task(signal);
    } catch (error) {
      thrown = { error };
    }
    const isLast = found(piece.scope, piece.key).at(-1) === piece;
    pieces.delete(piece);
    if (signal.aborted) {
      if (isLast) await what.stopped?.();
    } else if (thrown !== null) {
      if (what.failed === undefined) throw thrown.error;
      await what.failed(thrown.error);
    }
  };

  return {
    run(what, task) {
      const { scope, key = '', ifRunning = 'replace' } = what;
      const same = found(scope, key);
      if (ifRunning === 'leave' && same.some(isWanted)) return Promise.resolve();
      for (const piece of same) halt(piece);
      const piece: Piece = { scope, key, controller: new AbortController(), ended: Promise.resolve() };
      pieces.add(piece);
      const done = perform(piece, ifRunning === 'follow' ? same : [], what, task);
      piece.ended = done.catch(() => undefined);
      return done;
    },
    async stop(scope, key) {
      const stopping = found(scope, key);
      for (const piece of stopping) halt(piece);
      await Promise.all(stopping.map(({ ended }) => ended));
    },
    isRunning: (scope, key) => found(scope, key).some(isWanted),
  };
}

type Task = (signal: AbortSignal) => Promise<void>;

interface Piece {
  readonly scope: WorkKind;
  readonly key: string;
  readonly controller: AbortController;
  ended: Promise<void>;
}

function isWithin(scope: WorkKind, outer: WorkScope): boolean {
  return scope === outer || scope.startsWith(`${outer}/`);
}

function isWanted({ controller }: Piece): boolean {
  return !controller.signal.aborted;
}

function halt({ controller }: Piece): void {
  controller.abort(new DOMException('Stopped.', 'AbortError'));
}
