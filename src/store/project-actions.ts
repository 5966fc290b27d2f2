import { type ServiceId, serviceIds } from '../core/model/provider-table';
import type { DeviceSettings } from '../core/project/device-settings';
import { firstSample } from '../core/project/first-sample';
import { copyName, duplicateProject, newProject } from '../core/project/new-project';
import type { Project } from '../core/project/project';
import { type ForeignChange, type StoredProject, UnreadableProjectError } from '../core/project/repository';
import { ok, type Result } from '../core/result';
import type { ActionContext } from './context';
import { notifyAndFallBack } from './notify-failure';
import { couldNotRead, type FileProblem, readSample } from './read-sample';
import { configureModels, saveSettings } from './save-settings';
import { changeService } from './service-state';
import { findBrowserModel } from './settings-actions';

export interface ProjectActions {
  /** Loads settings and the project that was open last; on a first visit the sample. */
  boot(): Promise<void>;
  newProject(): Promise<void>;
  openProject(id: string): Promise<void>;
  /** Opens a project of the author's own like it. An abort leaves everything as it is, and rejects with its reason. */
  openSample(key: string, signal: AbortSignal): Promise<Result<Opened, FileProblem>>;
  renameProject(name: string): void;
  /** Resolves when the open project is saved, or saving has failed. */
  flush(): Promise<void>;
  duplicateProject(): Promise<void>;
  deleteProject(): Promise<void>;
  refreshProjects(): Promise<void>;
  /**
   * Opens what the file holds as a project of its own; the present one stays as it was. A prompt as text, and a table, can belong to the
   * present project: a dialog asks. `asProject`: a text becomes a project, too.
   */
  importFile(file: File, options?: { readonly asProject: boolean }): Promise<void>;
  /** A prompt of a text file as a project of its own. */
  openImported(project: Project): Promise<void>;
  /** Two tabs changed the project: keep this tab's as a copy and show the other's, or write over the other's. */
  resolveConflict(choice: 'take-theirs' | 'keep-mine-as-copy' | 'overwrite'): Promise<void>;
  foreignChange(change: ForeignChange): Promise<void>;
  /** Everything that was stored was deleted, in another tab or with the browser's data: what is open is kept on the screen. */
  storageLost(): Promise<void>;
}

/** What of the new project is looked at first. */
type Opened = 'prompt' | 'labeler';

export function projectActions(context: ActionContext): ProjectActions {
  const { deps, get, set } = context;

  const show = async (project: Project) => {
    await context.flush();
    context.openStored({ project, version: 0 });
    // Only what is stored can be listed.
    await context.flush();
    await rememberOpen(project.id);
    await refresh();
  };

  /** The browser's storage may fail at any time: that is said once, and the work on the screen goes on. */
  const fromStorage = <T>(work: Promise<T>, { title, otherwise }: { title: string; otherwise: T }): Promise<T> =>
    notifyAndFallBack(context, { title, body: storageSaid, otherwise }, work);

  /** Null, and said, when it is not there or cannot be read. */
  const load = async (id: string): Promise<StoredProject | null> => {
    const found = await fromStorage<StoredProject | 'unreadable' | null>(deps.repository.load(id), {
      title: 'A project could not be opened',
      otherwise: 'unreadable',
    });
    if (found === null) context.notify(goneNotice);
    return found === 'unreadable' ? null : found;
  };

  const rememberOpen = (id: string) =>
    fromStorage(deps.device.saveOpenProjectId(id), {
      title: 'The next visit may begin with another project',
      otherwise: undefined,
    });

  /** `stillWanted` is asked once more when it has been read: much can happen meanwhile. */
  const open = async (id: string, stillWanted: () => boolean = () => true): Promise<boolean> => {
    const stored = await load(id);
    if (stored === null || !stillWanted()) return false;
    context.openStored(stored);
    if (stored.problems !== undefined && stored.problems.length > 0) {
      context.notify({
        title: 'A part of this project could not be read',
        body: 'The rest is open. What could not be read is kept in the browser as it is.',
        details: stored.problems,
      });
    }
    await rememberOpen(id);
    return true;
  };

  const refresh = async () =>
    set({
      projects: await fromStorage(deps.repository.list(), {
        title: 'The list of projects could not be read',
        otherwise: get().projects,
      }),
    });

  const openLatestOr = async (otherwise: () => Project) => {
    await refresh();
    for (const { id } of get().projects) {
      if (await open(id)) return;
    }
    await show(otherwise());
  };

  const stamp = () => ({ id: deps.newId(), at: deps.now() });

  return {
    async boot() {
      const before = get().settings;
      const unread = { title: 'Settings could not be read', otherwise: before };
      const kept = await fromStorage(deps.device.loadSettings(), unread);
      const firstVisit = kept === null;
      const chosen = changedFields(before, get().settings);
      const settings = { ...(kept ?? before), ...chosen };
      // It was saved over what had not been read yet.
      if (Object.keys(chosen).length > 0) saveSettings(context, settings);
      const keyOf = async (service: ServiceId) => {
        if (!settings[service].rememberKey) return '';
        return fromStorage(deps.device.loadKey(service), { ...unread, otherwise: '' });
      };
      const keys = await Promise.all(serviceIds.map(async (service) => [service, await keyOf(service)] as const));
      set({ settings, tourStep: settings.tourSeen ? null : 0 });
      for (const [service, key] of keys) changeService(context, service, { key });
      configureModels(context);
      void findBrowserModel(context, { firstVisit });
      const lastId = await fromStorage(deps.device.loadOpenProjectId(), { ...unread, otherwise: null });
      if (lastId === null || !(await open(lastId))) await openLatestOr(() => firstSample.build(stamp()));
      else await refresh();
    },
    async newProject() {
      await show(
        newProject({
          ...stamp(),
          name: freeName(
            'Untitled',
            get().projects.map(({ name }) => name),
          ),
        }),
      );
    },
    async openProject(id) {
      const present = get().project.id;
      if (id === present) return;
      await context.flush();
      await open(id, () => get().project.id === present);
      await refresh();
    },
    async openSample(key, signal) {
      // Their texts are no part of the first load.
      const { fetchedSamples, samples } = await import('../core/project/samples');
      signal.throwIfAborted();
      const built = samples.find((other) => other.key === key);
      if (built !== undefined) {
        await show(built.build(stamp()));
        return ok('prompt');
      }
      const sample = fetchedSamples.find((other) => other.key === key);
      if (sample === undefined) throw new Error(`Expected a sample, got “${key}”.`);
      const read = await readSample(deps, sample);
      signal.throwIfAborted();
      if (!read.ok) return read;
      const { project } = read.value;
      const at = deps.now();
      await show({ ...project, createdAt: at, updatedAt: at });
      return ok(project.labeler === null ? 'prompt' : 'labeler');
    },
    renameProject(name) {
      const trimmed = name.trim();
      if (trimmed === '') return;
      context.setProject((project) => ({ ...project, name: trimmed }));
      void context.flush().then(refresh);
    },
    flush: context.flush,
    async duplicateProject() {
      const { project, projects } = get();
      const name = copyName(
        project.name,
        projects.map((other) => other.name),
      );
      await show(duplicateProject(project, { ...stamp(), name }));
    },
    async deleteProject() {
      const { id } = get().project;
      await context.flush();
      const removed = deps.repository.remove(id).then(() => true);
      if (!(await fromStorage(removed, { title: 'The project was not deleted', otherwise: false }))) return;
      await openLatestOr(() => newProject({ ...stamp(), name: 'Untitled' }));
      context.letGo(id);
    },
    refreshProjects: refresh,
    openImported: show,
    async importFile(file, { asProject } = { asProject: false }) {
      const read = await deps.readProjectFile(file).catch(couldNotRead);
      if (!read.ok) {
        // JSON that is nothing of ours: a constitution for fine-tuning data says by its keys what it is.
        if ('kind' in read.error && read.error.kind === 'constitution') {
          const { offerConstitution } = await import('./offer-constitution');
          return offerConstitution(context, file);
        }
        const { title, problems } = read.error;
        context.notify({ title, body: `“${file.name}” was not imported, and nothing was changed.`, details: problems });
        return;
      }
      const { project, notes, from } = read.value;
      if (from === 'text' && !asProject) {
        set({ dialog: { kind: 'use-prompt', imported: { fileName: file.name, project } } });
        return;
      }
      if (from === 'conversations' && !asProject) {
        set({ dialog: { kind: 'use-conversations', imported: { fileName: file.name, project, notes } } });
        return;
      }
      await show(project);
      if (notes.length > 0) {
        context.notify({
          title: `“${project.name}” was imported`,
          body: 'What was decided or left out:',
          details: notes,
        });
      }
    },
    async resolveConflict(choice) {
      const { project, projects, save } = get();
      if (choice === 'overwrite') {
        await context.overwriteStored();
        if (save.state !== 'conflict' || save.storedVersion > 0) return;
        // With the whole storage, what was chosen went, too.
        saveSettings(context, get().settings);
        await rememberOpen(project.id);
        await refresh();
        return;
      }
      if (choice === 'take-theirs') {
        await open(project.id);
        return;
      }
      const name = copyName(
        project.name,
        projects.map((other) => other.name),
      );
      await show(duplicateProject(project, { ...stamp(), name }));
      context.letGo(project.id);
    },
    async foreignChange(change) {
      const { project } = get();
      if (change.id === project.id && change.kind === 'removed') context.projectLost();
      // Whatever is written or under way here is not taken away: the next save tells of the two versions.
      const unchanged = () =>
        get().project === project && get().save.state === 'saved' && !context.work.isRunning('project');
      if (change.id === project.id && change.kind === 'saved' && unchanged()) await open(project.id, unchanged);
      await refresh();
    },
    async storageLost() {
      context.projectLost();
      await refresh();
    },
  };
}

const goneNotice = {
  title: 'This project is gone',
  body: 'It was deleted, perhaps in another tab. Choose another one.',
};

/** What the author chose while the page was still waiting for the earlier choices. */
function changedFields(before: DeviceSettings, after: DeviceSettings): Partial<DeviceSettings> {
  const earlier = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => earlier.get(name) !== value));
}

function storageSaid(error: unknown): string {
  if (error instanceof UnreadableProjectError) return error.message;
  return `The browser's storage said: ${reasonOf(error)} What is open stays open; export it to keep it, then reload the page.`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let n = 2; ; n++) {
    const numbered = `${name} ${n}`;
    if (!taken.includes(numbered)) return numbered;
  }
}
