/** A file as parsed, of some version. */
export type AnyFile = Readonly<Record<string, unknown>>;

/**
 * Step n makes version n + 2 of version n + 1. Append, never edit: files of every age lie in somebody's folder. Version 0, the
 * ancestor's state, is a shape of its own and read by `fromModelAlignment`.
 */
export type Steps = readonly ((file: AnyFile) => AnyFile)[];

export const projectSteps: Steps = [
  // Version 2 can hold a labeler.
  (file) => ({ ...file, version: 2, labeler: null }),
];
export const promptSteps: Steps = [];

type VersionProblem = { readonly kind: 'newer'; readonly version: number } | { readonly kind: 'no-version' };
export type Migrated = { readonly file: AnyFile } | VersionProblem;

/** Brings a file to the newest version: one more than there are steps. What a step makes is validated by the caller. */
export function migrate(file: AnyFile, steps: Steps): Migrated {
  const { version } = file;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return { kind: 'no-version' };
  if (version > steps.length + 1) return { kind: 'newer', version };
  return { file: steps.slice(version - 1).reduce<AnyFile>((older, step) => step(older), file) };
}
