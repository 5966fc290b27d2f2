import { copyName, duplicateProject, newProject } from '../core/project/new-project';
import type { Project } from '../core/project/project';
import { type ForeignChange, type StoredProject, UnreadableProjectError } from '../core/project/repository';
import { firstSample, samples } from '../core/project/samples';
import type { Kit } from './kit';
import { configureModels } from './model-actions';

export interface ProjectActions {
  /** Loads settings and the project that was open last; on a first visit the sample. */
  boot(): Promise<void>;
  newProject(): Promise<void>;
  openProject(id: string): Promise<void>;
  openSample(key: string): Promise<void>;
  renameProject(name: string): void;
  duplicateProject(): Promise<void>;
  deleteProject(): Promise<void>;
  refreshProjects(): Promise<void>;
  /** Opens what the file holds as a project of its own; the present one stays as it was. */
  importFile(file: File): Promise<void>;
  /** Two tabs changed the project: keep this tab's as a copy and show the other's, or write over the other's. */
  resolveConflict(choice: 'take-theirs' | 'keep-mine-as-copy' | 'overwrite'): Promise<void>;
  foreignChange(change: ForeignChange): Promise<void>;
}

export function projectActions(kit: Kit): ProjectActions {
  const { deps, get, set } = kit;

  const show = async (project: Project) => {
    await kit.flush();
    kit.openStored({ project, version: 0 });
    // Only what is stored can be listed.
    await kit.flush();
    await deps.device.saveOpenProjectId(project.id);
    await refresh();
  };

  /** Null, and said, when it is not there or cannot be read. */
  const load = async (id: string): Promise<StoredProject | null> => {
    try {
      const stored = await deps.repository.load(id);
      if (stored === null) kit.notify(goneNotice);
      return stored;
    } catch (error) {
      if (!(error instanceof UnreadableProjectError)) throw error;
      kit.notify({ title: 'A project could not be opened', body: error.message });
      return null;
    }
  };

  const open = async (id: string): Promise<boolean> => {
    const stored = await load(id);
    if (stored === null) return false;
    kit.openStored(stored);
    if (stored.problems !== undefined && stored.problems.length > 0) {
      kit.notify({
        title: 'A part of this project could not be read',
        body: 'The rest is open. What could not be read is kept in the browser as it is.',
        details: stored.problems,
      });
    }
    await deps.device.saveOpenProjectId(id);
    return true;
  };

  const refresh = async () => set({ projects: await deps.repository.list() });

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
      const settings = await deps.device.loadSettings();
      const key = settings.gemini.rememberKey ? await deps.device.loadKey() : '';
      set({ settings, key, tourStep: settings.tourSeen ? null : 0 });
      configureModels(kit);
      const lastId = await deps.device.loadOpenProjectId();
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
      if (id === get().project.id) return;
      await kit.flush();
      await open(id);
      await refresh();
    },
    async openSample(key) {
      const sample = samples.find((other) => other.key === key);
      if (sample !== undefined) await show(sample.build(stamp()));
    },
    renameProject(name) {
      const trimmed = name.trim();
      if (trimmed === '') return;
      kit.setProject((project) => ({ ...project, name: trimmed }));
      void kit.flush().then(refresh);
    },
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
      await kit.flush();
      await deps.repository.remove(id);
      await openLatestOr(() => newProject({ ...stamp(), name: 'Untitled' }));
    },
    refreshProjects: refresh,
    async importFile(file) {
      const read = await deps.readProjectFile(file);
      if (!read.ok) {
        const { title, problems } = read.error;
        kit.notify({ title, body: `“${file.name}” was not imported, and nothing was changed.`, details: problems });
        return;
      }
      const { project, notes } = read.value;
      await show(project);
      if (notes.length > 0) {
        kit.notify({ title: `“${project.name}” was imported`, body: 'What was decided or left out:', details: notes });
      }
    },
    async resolveConflict(choice) {
      const { project, projects } = get();
      if (choice === 'overwrite') {
        await kit.overwriteStored();
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
    },
    async foreignChange(change) {
      const { project, save } = get();
      if (change.id === project.id && change.kind === 'removed') {
        kit.notify({
          title: 'This project was deleted in another tab',
          body: 'It is still open here. Duplicate it or export it to keep it.',
        });
      }
      if (change.id === project.id && change.kind === 'saved' && save.state === 'saved' && kit.running.size === 0) {
        await open(project.id);
      }
      await refresh();
    },
  };
}

const goneNotice = {
  title: 'This project is gone',
  body: 'It was deleted, perhaps in another tab. Choose another one.',
};

function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let n = 2; ; n++) {
    const numbered = `${name} ${n}`;
    if (!taken.includes(numbered)) return numbered;
  }
}
