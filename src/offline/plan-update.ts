import type { BuiltFile, BuiltFiles } from './built-files';

/** A version, or a part of one, that a cache of this device holds. */
export interface HeldVersion {
  readonly version: string;
  /** The files that are really there: hash by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Its engine was kept, so that the next version's has to be, too. */
  readonly engine: boolean;
}

export interface UpdatePlan {
  /** Unchanged files, and the version whose cache has them. */
  readonly copy: readonly { readonly path: string; readonly from: string }[];
  /** Paths that only the host has. */
  readonly fetch: readonly string[];
}

/** How `next` becomes complete: what it has already is left out, and nothing that is on this device is fetched again. */
export function planUpdate(next: BuiltFiles, held: readonly HeldVersion[]): UpdatePlan {
  const own = held.find(({ version }) => version === next.version);
  const others = held.filter(({ version }) => version !== next.version);
  const missing = wantedFiles(next, held).filter(({ path }) => own?.files.has(path) !== true);
  const sources = missing.map((file) => ({ path: file.path, from: others.find(holds(file))?.version }));
  return {
    copy: sources.flatMap(({ path, from }) => (from === undefined ? [] : [{ path, from }])),
    fetch: sources.flatMap(({ path, from }) => (from === undefined ? [path] : [])),
  };
}

/** Everything that this device is to have of a version. */
function wantedFiles(next: BuiltFiles, held: readonly HeldVersion[]): readonly BuiltFile[] {
  return held.some(({ engine }) => engine) ? [...next.files, ...next.engine] : next.files;
}

function holds(file: BuiltFile): (held: HeldVersion) => boolean {
  return ({ files }) => files.get(file.path) === file.hash;
}
