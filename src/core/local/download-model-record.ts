import type { LocalModel, ModelBackend, StoredFile, StoredModel } from './local-model';
import { libraryPath } from './local-model';
import { type ListedFile, listPaths } from './manifest';
import type { ModelFiles } from './model-files';

/** Of a model of which nothing is here. Lists and library are needed in any case; more is not known yet. */
export function freshRecord({
  model,
  backend,
  at,
}: {
  readonly model: LocalModel;
  readonly backend: ModelBackend;
  readonly at: string;
}): StoredModel {
  const files = [...listPaths(model), libraryPath].map(undone);
  return { model, backend, files, state: 'partial', at };
}

/**
 * What an earlier download has left, as far as it can be used: files that are gone or are of another length are not done, nor those that
 * come from an address which is another one now. Shards stay, since their checksums will tell.
 */
export async function recordOf({
  before,
  model,
  backend,
  files,
  at,
}: {
  readonly before: StoredModel;
  readonly model: LocalModel;
  readonly backend: ModelBackend;
  readonly files: ModelFiles;
  readonly at: string;
}): Promise<StoredModel> {
  const kept = await Promise.all(
    before.files.map(async (file) => {
      const blob = file.done && !hasMoved(file, before.model, model) ? await files.read(before, file.path) : null;
      return blob !== null && blob.size === file.bytes ? file : { ...file, sha256: null, done: false };
    }),
  );
  if (!kept.some(({ done }) => done)) return freshRecord({ model, backend, at });
  return { model, backend: before.backend, files: kept, state: 'partial', at };
}

/** Another tab has fetched it meanwhile, and nothing of it is gone. */
export function isStillReady(before: StoredModel, now: StoredModel): boolean {
  return (
    before.state === 'ready' &&
    now.files.length === before.files.length &&
    now.files.every(({ done }) => done) &&
    canonical(before.model) === canonical(now.model)
  );
}

export function isDone({ files }: Pick<StoredModel, 'files'>, path: string): boolean {
  return files.some((file) => file.path === path && file.done);
}

/** With this file as it now is. */
export function withFile(
  stored: StoredModel,
  { file, at }: { readonly file: StoredFile; readonly at: string },
): StoredModel {
  const others = stored.files.some(({ path }) => path === file.path) ? stored.files : [...stored.files, file];
  return { ...stored, files: others.map((other) => (other.path === file.path ? file : other)), state: 'partial', at };
}

/** Exactly the files that are needed. Those that are done stay so if the lists still say the same of them. */
export function withPlan(
  stored: StoredModel,
  { plan, at }: { readonly plan: readonly ListedFile[]; readonly at: string },
): { readonly next: StoredModel; readonly superfluous: readonly string[] } {
  const known = new Map(stored.files.map((file) => [file.path, file]));
  const files = plan.map((listed): StoredFile => {
    const file = known.get(listed.path);
    return file !== undefined && fits(file, listed) ? file : { ...listed, sha256: null, done: false };
  });
  const needed = new Set(plan.map(({ path }) => path));
  const superfluous = stored.files.map(({ path }) => path).filter((path) => !needed.has(path));
  return { next: { ...stored, files, state: 'partial', at }, superfluous };
}

export function undone(path: string): StoredFile {
  return { path, bytes: null, md5: null, sha256: null, done: false };
}

function fits(file: StoredFile, listed: ListedFile): boolean {
  return file.done && file.md5 === listed.md5 && (listed.bytes === null || file.bytes === listed.bytes);
}

function hasMoved(file: StoredFile, from: LocalModel, to: LocalModel): boolean {
  if (file.md5 !== null) return false;
  const { origin: before } = from;
  const { origin: now } = to;
  if (before.kind === 'folder' || now.kind === 'folder') return true;
  return file.path === libraryPath ? before.libraryUrl !== now.libraryUrl : before.weightsUrl !== now.weightsUrl;
}

/** As text, whatever the order of its fields: what was stored has another one. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
  return `{${fields.sort().join(',')}}`;
}
