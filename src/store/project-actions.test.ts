import { describe, expect, it } from 'vitest';
import type { Project } from '../core/project/project';
import { err } from '../core/result';
import { memoryStorage, openScripted, openStudio } from '../testing/open-studio';
import { gate, slowly, turns } from '../testing/turns';
import { isAligning } from './align/align-state';

describe('the studio, on its first visit', () => {
  it('opens the first sample, saved, and starts the tour', async () => {
    const { state, storage } = await openStudio();
    expect(state().boot.status).toBe('ready');
    expect(state().project.name).toBe('Creative uses');
    expect(state().tourStep).toBe(0);
    expect((await storage.projects.load(state().project.id))?.version).toBe(1);
  });
});

describe('projects', () => {
  it('keeps each its own work', async () => {
    const { state, actions } = await openStudio();
    const first = state().project.id;
    actions.align.setPreamble('Changed.');
    await actions.project.newProject();
    expect(state().project.prompt.preamble).toBe('');
    await actions.project.openProject(first);
    expect(state().project.prompt.preamble).toBe('Changed.');
  });

  it('shows why a file was not imported, and leaves the present project as it was', async () => {
    const { state, actions } = await openStudio({
      readProjectFile: async () => err({ kind: 'syntax', title: 'Not JSON', problems: ['Line 1: …'] }),
    });
    const before = state().project;
    await actions.project.importFile(new File(['{'], 'broken.json'));
    expect(state().notices).toMatchObject([{ title: 'Not JSON', details: ['Line 1: …'] }]);
    expect(state().project).toBe(before);
  });

  it('opens another one when the present one is deleted', async () => {
    const { state, actions } = await openStudio({
      readProjectFile: async () => err({ kind: 'syntax', title: 'Not JSON', problems: ['Line 1: …'] }),
    });
    const { id } = state().project;
    await actions.project.deleteProject();
    expect(state().project.id).not.toBe(id);
    expect(state().projects.map((project) => project.id)).toEqual([state().project.id]);
  });
});

describe('a change in another tab', () => {
  it('takes no word that is typed while it is being read', async () => {
    const read = gate();
    const { state, actions, storage } = await openStudio();
    const theirs: Project = { ...state().project, name: 'Renamed there' };
    await storage.projects.save({ project: theirs, previous: null, expectedVersion: 1 });
    storage.projects.load = slowly(storage.projects.load, read.passed);
    const seen = actions.project.foreignChange({ kind: 'saved', id: theirs.id, version: 2 });
    actions.align.setPreamble('Typed meanwhile.');
    read.open();
    await seen;
    expect(state().project.prompt.preamble).toBe('Typed meanwhile.');
    await actions.project.flush();
    expect(state().save.state).toBe('conflict');
  });

  it('is shown when nothing was changed here', async () => {
    const { state, actions, storage } = await openStudio();
    const theirs: Project = { ...state().project, name: 'Renamed there' };
    await storage.projects.save({ project: theirs, previous: null, expectedVersion: 1 });
    await actions.project.foreignChange({ kind: 'saved', id: theirs.id, version: 2 });
    expect(state().project.name).toBe('Renamed there');
  });
});

describe('a storage that fails', () => {
  const broken = () => Promise.reject(new Error('Internal error.'));

  it('does not keep the studio from opening, and is told', async () => {
    const storage = memoryStorage();
    Object.assign(storage.device, {
      loadSettings: broken,
      loadKey: broken,
      loadOpenProjectId: broken,
      saveOpenProjectId: broken,
    });
    Object.assign(storage.projects, { list: broken, load: broken, save: broken });
    const { state } = await openStudio({ storage });
    expect(state().boot.status).toBe('ready');
    expect(state().save.state).toBe('not-saved');
    expect(
      state()
        .notices.map(({ body }) => body)
        .join(' '),
    ).toContain('Internal error.');
  });

  it('is told once for one cause', async () => {
    const { state, actions, storage } = await openStudio();
    storage.projects.list = broken;
    await actions.project.refreshProjects();
    await actions.project.refreshProjects();
    expect(state().notices).toHaveLength(1);
  });

  it('leaves the present project open, and says so, when another one cannot be read', async () => {
    const { state, actions, storage } = await openStudio();
    const present = state().project.id;
    storage.projects.load = broken;
    await actions.project.openProject('other');
    expect(state().project.id).toBe(present);
    expect(state().notices).toMatchObject([{ body: expect.stringContaining('Internal error.') }]);
  });

  it('leaves a project that cannot be deleted open, and says so', async () => {
    const { state, actions, storage } = await openStudio();
    const present = state().project.id;
    storage.projects.remove = broken;
    await actions.project.deleteProject();
    expect(state().project.id).toBe(present);
    expect(state().notices).toMatchObject([{ title: 'The project was not deleted' }]);
  });
});

describe('a project that could not be saved', () => {
  it('is as it was left when it is opened again', async () => {
    const { state, actions, storage } = await openStudio();
    const first = state().project.id;
    const save = storage.projects.save;
    storage.projects.save = () => Promise.reject(new Error('Full.'));
    actions.align.setPreamble('Typed while the disk was full.');
    await actions.project.newProject();
    await actions.project.openProject(first);
    expect(state().project.prompt.preamble).toBe('Typed while the disk was full.');
    expect(state().save.state).not.toBe('saved');
    storage.projects.save = save;
    await actions.project.flush();
    expect((await storage.projects.load(first))?.project.prompt.preamble).toBe('Typed while the disk was full.');
  });

  it('is not given back over what another tab made of it, once it was saved after all', async () => {
    const { state, actions, storage } = await openStudio();
    const first = state().project.id;
    const save = storage.projects.save;
    storage.projects.save = () => Promise.reject(new Error('Full.'));
    actions.align.setPreamble('Typed here.');
    const switched = actions.project.newProject();
    storage.projects.save = save;
    await switched;
    const stored = await storage.projects.load(first);
    if (stored === null) throw new Error('It is gone.');
    await save({ project: { ...stored.project, name: 'There' }, previous: null, expectedVersion: stored.version });
    await actions.project.openProject(first);
    expect(state().project).toMatchObject({ name: 'There', prompt: { preamble: 'Typed here.' } });
  });
});

describe('a project that two tabs have changed', () => {
  async function inConflict() {
    const opened = await openStudio();
    const { id } = opened.state().project;
    const theirs: Project = { ...opened.state().project, name: 'There' };
    await opened.storage.projects.save({ project: theirs, previous: null, expectedVersion: 1 });
    opened.actions.align.setPreamble('Typed here.');
    await opened.actions.project.flush();
    expect(opened.state().save.state).toBe('conflict');
    return { ...opened, id };
  }

  it('still asks what to keep after another one was looked at', async () => {
    const { id, state, actions, storage } = await inConflict();
    await actions.project.newProject();
    await actions.project.openProject(id);
    await actions.project.flush();
    expect(state().project.prompt.preamble).toBe('Typed here.');
    expect(state().save.state).toBe('conflict');
    expect((await storage.projects.load(id))?.project.name).toBe('There');
  });

  it('is the other tab’s once this one’s is a copy', async () => {
    const { id, state, actions } = await inConflict();
    await actions.project.resolveConflict('keep-mine-as-copy');
    expect(state().project.prompt.preamble).toBe('Typed here.');
    await actions.project.openProject(id);
    expect(state()).toMatchObject({ project: { name: 'There' }, save: { state: 'saved' } });
  });
});

describe('a change of project', () => {
  it('that was slow does not take away the project that was opened meanwhile', async () => {
    const read = gate();
    const { state, actions, storage } = await openScripted();
    const first = state().project.id;
    await actions.project.newProject();
    storage.projects.load = slowly(storage.projects.load, read.passed);
    const slow = actions.project.openProject(first);
    await actions.project.newProject();
    const present = state().project.id;
    read.open();
    await slow;
    expect(state().project.id).toBe(present);
  });

  it('leaves the alignment call of the next one alone', async () => {
    const { state, actions } = await openScripted(() => ({ waits: 'for-abort' }));
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await turns();
    await actions.project.newProject();
    expect(state().align.alignments.size).toBe(0);
    actions.align.setPreamble('Name a use.');
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await turns();
    expect(isAligning(state())).toBe(true);
    actions.align.stop();
    await turns();
    expect(state().align.alignments.size).toBe(0);
  });
});
