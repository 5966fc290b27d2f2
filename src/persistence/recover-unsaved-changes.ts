import * as z from 'zod/mini';
import { canonicalJson } from '../core/canonical-json';
import type { NewId, Now } from '../core/effects';
import { asOfNewest } from '../core/project/migrate';
import { copyName, duplicateProject } from '../core/project/new-project';
import type { Project } from '../core/project/project';
import { projectSchema } from '../core/project/project-schema';
import type { ProjectRepository, StoredProject } from '../core/project/repository';
import { instantSchema } from '../core/project/schema-parts';
import { settleInterrupted } from '../core/project/settle-interrupted';
import { fieldsOf } from './fields-of';
import { type Unsaved, unsavedChangesKeys } from './unsaved-changes';

export interface RecoverDeps {
  readonly storage: Parameters<typeof unsavedChangesKeys>[0];
  readonly repository: Pick<ProjectRepository, 'list' | 'load' | 'save'>;
  readonly newId: NewId;
  readonly now: Now;
  /** Runs the work with the lock of this name: at once, or not at all (`false`) where somebody has it and `wait` is off. */
  readonly lock: (name: string, work: () => Promise<void>, options: { readonly wait: boolean }) => Promise<boolean>;
  /** Hears the name of every copy: what another tab has changed since is not written over, so those words become a project of their own. */
  readonly onCopy: (name: string) => void;
}

/**
 * Brings what a page wrote down as it was left into the database. Resolves once what can be had now is there; words of a page that is
 * still open follow when it ends.
 */
export async function recoverUnsavedChanges(deps: RecoverDeps): Promise<void> {
  for (const key of unsavedChangesKeys(deps.storage)) {
    const bringBack = () => recoverKey(key, deps);
    if (await deps.lock(key, bringBack, { wait: false })) continue;
    void deps.lock(key, bringBack, { wait: true });
  }
}

async function recoverKey(key: string, deps: RecoverDeps): Promise<void> {
  const words = readWords(deps.storage.getItem(key));
  // What this version cannot read may be a newer one's: it stays for that one.
  if (words === null) return;
  try {
    const copy = await recover(words, deps);
    deps.storage.removeItem(key);
    if (copy !== null) deps.onCopy(copy);
  } catch {
    // Storage that is full or cannot be read now may be better the next time; the words stay until then.
  }
}

const wordsSchema = z.strictObject({
  project: projectSchema,
  expectedVersion: z.number(),
  saving: z.nullable(instantSchema),
  withoutLabelerRuns: z.exactOptional(z.literal(true)),
});

function readWords(text: string | null): Unsaved | null {
  try {
    const data = inPresentShape(JSON.parse(text ?? ''));
    return wordsSchema.safeParse(data).data ?? null;
  } catch {
    return null;
  }
}

/** A page of an older version may have left them. */
function inPresentShape(data: unknown): unknown {
  const { project, ...rest } = fieldsOf(data);
  return { ...rest, project: asOfNewest(fieldsOf(project)) };
}

/** The name of the copy that it became; null when the words are where they belong. */
async function recover(words: Unsaved, { repository, newId, now }: RecoverDeps): Promise<string | null> {
  const stored = await repository.load(words.project.id);
  const project = words.withoutLabelerRuns === true ? withStoredRuns(words.project, stored) : words.project;
  if (stored !== null && isSame(stored.project, settleInterrupted(project))) return null;
  if (fits(words, stored)) {
    const saved = await repository.save({ project, previous: null, expectedVersion: stored?.version ?? 0 });
    if (saved.status === 'saved') return null;
  }
  const name = copyName(
    project.name,
    (await repository.list()).map((other) => other.name),
  );
  const copy = duplicateProject(project, { id: newId(), name, at: now() });
  await repository.save({ project: copy, previous: null, expectedVersion: 0 });
  return name;
}

function withStoredRuns(project: Project, stored: StoredProject | null): Project {
  const labeler = stored?.project.labeler ?? null;
  if (project.labeler === null || labeler === null) return project;
  return { ...project, labeler: { ...project.labeler, runs: labeler.runs, currentRunId: labeler.currentRunId } };
}

/** By content: two tabs can change a project in the same millisecond. */
function isSame(stored: Project, words: Project): boolean {
  return stored.updatedAt === words.updatedAt && canonicalJson(stored) === canonicalJson(words);
}

/** Nobody has saved since but the page itself, in its last moment. */
function fits({ expectedVersion, saving }: Unsaved, stored: StoredProject | null): boolean {
  if ((stored?.version ?? 0) === expectedVersion) return true;
  return stored !== null && stored.version === expectedVersion + 1 && stored.project.updatedAt === saving;
}
