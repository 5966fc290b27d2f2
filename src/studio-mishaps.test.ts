import { describe, expect, it } from 'vitest';
import type { LanguageModel } from './core/model/language-model';
import type { ListedModel } from './core/model/models-port';
import { type DeviceSettings, defaultDeviceSettings } from './core/project/device-settings';
import { exportProjectJson } from './core/project/export-project';
import { type ImportedFile, type ImportProblem, importText } from './core/project/import-project';
import type { Project } from './core/project/project';
import type { ForeignChange } from './core/project/repository';
import type { Result } from './core/result';
import { createMemoryStorage } from './persistence/memory-storage';
import { countingIds, someInstant } from './testing/builders';
import { answered, buildStudio, openStudio, settled, type TestStorage } from './testing/open-studio';
import { type ScriptedReply, scriptedModel } from './testing/scripted-model';
import { gate, turns, until } from './testing/turns';

describe('a change in another tab', () => {
  it('takes no word that is typed while it is being read', async () => {
    const read = gate();
    const { state, actions, storage, foreign } = await open();
    const theirs: Project = { ...state().project, name: 'Renamed there' };
    await storage.projects.save({ project: theirs, previous: null, expectedVersion: 1 });
    storage.projects.load = slowly(storage.projects.load, read.passed);
    const seen = foreign({ kind: 'saved', id: theirs.id, version: 2 });
    actions.align.setPreamble('Typed meanwhile.');
    read.open();
    await seen;
    expect(state().project.prompt.preamble).toBe('Typed meanwhile.');
    await actions.project.flush();
    expect(state().save.state).toBe('conflict');
  });

  it('is shown when nothing was changed here', async () => {
    const { state, storage, foreign } = await open();
    const theirs: Project = { ...state().project, name: 'Renamed there' };
    await storage.projects.save({ project: theirs, previous: null, expectedVersion: 1 });
    await foreign({ kind: 'saved', id: theirs.id, version: 2 });
    expect(state().project.name).toBe('Renamed there');
  });
});

describe('a storage that fails', () => {
  const broken = () => Promise.reject(new Error('Internal error.'));

  it('does not keep the studio from opening, and is told', async () => {
    const { state } = await open({
      prepare: ({ projects, device }) => {
        Object.assign(device, {
          loadSettings: broken,
          loadKey: broken,
          loadOpenProjectId: broken,
          saveOpenProjectId: broken,
        });
        Object.assign(projects, { list: broken, load: broken, save: broken });
      },
    });
    expect(state().boot.status).toBe('ready');
    expect(state().save.state).toBe('not-saved');
    expect(
      state()
        .notices.map(({ body }) => body)
        .join(' '),
    ).toContain('Internal error.');
  });

  it('is told once for one cause', async () => {
    const { state, actions, storage } = await open();
    storage.projects.list = broken;
    await actions.project.refreshProjects();
    await actions.project.refreshProjects();
    expect(state().notices).toHaveLength(1);
  });

  it('leaves the present project open, and says so, when another one cannot be read', async () => {
    const { state, actions, storage } = await open();
    const present = state().project.id;
    storage.projects.load = broken;
    await actions.project.openProject('other');
    expect(state().project.id).toBe(present);
    expect(state().notices).toMatchObject([{ body: expect.stringContaining('Internal error.') }]);
  });

  it('leaves a project that cannot be deleted open, and says so', async () => {
    const { state, actions, storage } = await open();
    const present = state().project.id;
    storage.projects.remove = broken;
    await actions.project.deleteProject();
    expect(state().project.id).toBe(present);
    expect(state().notices).toMatchObject([{ title: 'The project was not deleted' }]);
  });
});

describe('an import', () => {
  it('that cannot be read is told, and changes nothing', async () => {
    const { state, actions } = await open({
      readProjectFile: () => Promise.reject(new Error('The worker did not start.')),
    });
    const before = state().project;
    await actions.project.importFile(new File(['{}'], 'mine.json'));
    expect(state().project).toBe(before);
    expect(state().notices).toMatchObject([
      {
        title: 'The file could not be read',
        body: expect.stringContaining('“mine.json”'),
        details: ['The worker did not start.'],
      },
    ]);
  });
});

describe('input sets', () => {
  it('without all values are named, whatever the others do, and mark no field of the form', async () => {
    const { state, actions, model } = await open();
    actions.settings.updateSettings({ candidates: 1 });
    actions.align.updateInputSet(state().project.inputs.sets[0]?.id ?? '', { values: { item: 'a jar' } });
    actions.align.runInputSets(state().project.inputs.sets.map(({ id }) => id));
    await settled(state);
    expect(model.requests).toHaveLength(2);
    expect(state().missingValues).toBeNull();
    expect(state().notices).toMatchObject([
      { details: [expect.stringMatching(/^“.+” has no value for \{audience\}\.$/)] },
    ]);
  });

  it('are paid once when the button is pressed twice', async () => {
    const { state, actions, model } = await open({ replies: () => ({ waits: 'for-abort' }) });
    actions.settings.updateSettings({ candidates: 1 });
    const ids = state().project.inputs.sets.map(({ id }) => id);
    actions.align.runInputSets(ids);
    actions.align.runInputSets(ids);
    await turns();
    expect(model.requests).toHaveLength(3);
    actions.align.setPreamble('Name one use for {item}, for {audience}.');
    actions.align.runInputSets(ids);
    await turns();
    expect(model.requests).toHaveLength(6);
    actions.align.stop();
    await settled(state);
  });
});

describe('a run that is deleted', () => {
  it('takes its open feedback panel with it, so that the project can be exported and imported', async () => {
    const { state, actions } = await open();
    const target = await answered({ state, actions });
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.deleteRun(target.runId);
    const imported = importText(exportProjectJson(state().project), { newId: countingIds('new'), at: someInstant });
    expect(imported).toMatchObject({ ok: true });
  });

  it('is no longer paid for', async () => {
    const { state, actions, model } = await open({ replies: () => ({ waits: 'for-abort' }) });
    actions.align.run();
    await turns();
    actions.align.deleteRun(state().project.runs[0]?.id ?? '');
    await settled(state);
    expect(model.signals.every((signal) => signal.aborted)).toBe(true);
  });
});

describe('a candidate that is written again', () => {
  it('keeps no reasons that were about its earlier text', async () => {
    const reasons = ['length', 'tone', 'format'].map((aspect) => ({ aspect, text: `It is about ${aspect}.` }));
    const { state, actions } = await open({ replies: ['First.', JSON.stringify({ rationales: reasons }), 'Second.'] });
    const target = await answered({ state, actions });
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.suggestRationales();
    await until(() => Object.values(state().rationales).some(({ status }) => status === 'ready'));
    actions.align.retryCandidate(target.runId, target.candidateId);
    await settled(state);
    expect(state().rationales).toEqual({});
  });

  it('is asked for with the prompt that was sent, also when the history of that prompt is lost', async () => {
    const { state, actions, model, storage } = await open();
    const target = await answered({ state, actions });
    const sent = model.requests[0]?.prompt;
    await actions.project.flush();
    const stored = await storage.projects.load(state().project.id);
    const runs = state().project.runs.map((run) => ({ ...run, revisionId: 'lost' }));
    storage.projects.load = async () => (stored === null ? null : { ...stored, project: { ...stored.project, runs } });
    await actions.project.resolveConflict('take-theirs');
    actions.align.retryCandidate(target.runId, target.candidateId);
    await settled(state);
    expect(model.requests.at(-1)?.prompt).toEqual(sent);
    expect(model.requests).toHaveLength(2);
  });
});

describe('a fold', () => {
  const folded = 'Give three short creative uses for {item}. The reader is {audience}.';
  const reply = JSON.stringify({ prompt: folded });

  it('is out of date once a principle that it carries says something else', async () => {
    const { state, actions } = await open({ replies: [reply] });
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await until(() => state().project.drafts.review !== null);
    actions.align.editPrinciple(state().project.prompt.principles[0]?.id ?? '', 'Be detailed.');
    actions.align.acceptReview(folded);
    expect(state().project.prompt.principles).toMatchObject([{ text: 'Be detailed.', status: 'on' }]);
    expect(state().project.drafts.review).not.toBeNull();
  });

  it('is out of date once a principle that it carries is turned off', async () => {
    const { state, actions } = await open({ replies: [reply] });
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await until(() => state().project.drafts.review !== null);
    actions.align.turnPrinciples(
      state().project.prompt.principles.map(({ id }) => id),
      'off',
    );
    actions.align.acceptReview(folded);
    expect(state().project.prompt.principles).toMatchObject([{ status: 'off' }]);
  });

  it('is out of date when a principle was changed while it was being written', async () => {
    const written = gate();
    const { state, actions } = await open({ model: (model) => late(model, written.passed), replies: [reply] });
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    actions.align.editPrinciple(state().project.prompt.principles[0]?.id ?? '', 'Be detailed.');
    written.open();
    await until(() => state().project.drafts.review !== null);
    actions.align.acceptReview(folded);
    expect(state().project.prompt.principles).toMatchObject([{ text: 'Be detailed.', status: 'on' }]);
  });
});

describe('a proposal', () => {
  it('is not lost when it is accepted without words', async () => {
    const { state, actions } = await open({
      replies: ['An answer.', JSON.stringify({ action: 'add', principle: 0, text: 'Be brief.' })],
    });
    const target = await answered({ state, actions });
    actions.settings.updateSettings({ feedbackApplies: 'review' });
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.setFeedbackText('Too long.');
    actions.align.submitFeedback();
    await until(() => state().project.drafts.review !== null);
    actions.align.acceptReview(' ');
    expect(state().project.drafts.review).not.toBeNull();
  });
});

describe('typing in the prompt', () => {
  it('is never merged into a change that was not typed', async () => {
    const { state, actions } = await open();
    actions.align.addPrinciple('Be brief.');
    actions.align.setPreamble(state().project.prompt.preamble);
    actions.align.setPreamble('Typed.');
    actions.align.undo();
    expect(state().project.prompt.principles).toHaveLength(1);
  });
});

describe('settings of another tab', () => {
  it('bring the key that is remembered on the device, and go to the models with it', async () => {
    const { state, storage, settingsThere, configs } = await open();
    await storage.device.saveKey('gemini', 'AQ.remembered');
    await settingsThere({ ...state().settings, gemini: { ...state().settings.gemini, rememberKey: true } });
    expect(state().key).toBe('AQ.remembered');
    expect(configs.at(-1)?.gemini.key).toBe('AQ.remembered');
  });

  it('leave the key of this tab alone when none is remembered', async () => {
    const { state, actions, storage, settingsThere } = await open();
    await storage.device.saveKey('gemini', 'AQ.left-over');
    actions.services.setKey('AQ.of-this-tab');
    await settingsThere({ ...state().settings, theme: 'dark' });
    expect(state().key).toBe('AQ.of-this-tab');
  });
});

describe('settings that are slow to arrive', () => {
  it('are not lost to a choice that is made before', async () => {
    const stored = { ...defaultDeviceSettings, feedbackApplies: 'review' } as const;
    const storage = createMemoryStorage();
    await storage.device.saveSettings(stored);
    const { state, actions } = buildStudio({ storage });
    const booted = actions.project.boot();
    actions.settings.updateSettings({ theme: 'dark' });
    await booted;
    expect(state().settings).toEqual({ ...stored, theme: 'dark' });
    expect(await storage.device.loadSettings()).toEqual({ ...stored, theme: 'dark' });
  });
});

describe('a connection test', () => {
  it('says nothing of a key that was changed meanwhile', async () => {
    const written = gate();
    const { state, actions } = await open({ model: (model) => late(model, written.passed) });
    actions.services.setKey('AQ.first-key');
    actions.services.testConnection();
    actions.services.setKey('AQ.second-key');
    written.open();
    await turns();
    expect(state().connection).toEqual({ status: 'untested' });
  });

  it('is paid once when it is pressed twice', async () => {
    const { state, actions, model } = await open();
    actions.services.testConnection();
    actions.services.testConnection();
    await until(() => state().connection.status === 'answered');
    expect(model.requests).toHaveLength(1);
  });

  it('of a service that takes minutes is stopped by a press, and the service is told', async () => {
    const { state, actions, model } = await open({ replies: () => ({ waits: 'for-abort' }) });
    actions.services.testServerConnection();
    await turns();
    expect(state().serverConnection).toEqual({ status: 'testing' });
    actions.services.stopConnectionTest('server');
    await turns();
    expect(state().serverConnection).toEqual({ status: 'untested' });
    expect(model.signals[0]?.aborted).toBe(true);
  });

  it('is stopped when the address changes, and asks anew at the next press', async () => {
    const { state, actions, model } = await open({ replies: (): ScriptedReply => ({ waits: 'for-abort' }) });
    actions.services.testServerConnection();
    await turns();
    actions.services.updateServer({ url: 'http://localhost:2/v1' });
    actions.services.testServerConnection();
    await turns();
    expect(model.signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(state().serverConnection).toEqual({ status: 'testing' });
  });

  it('that has answered is not taken back by a late press of stop', async () => {
    const { state, actions } = await open();
    actions.services.testConnection();
    await until(() => state().connection.status === 'answered');
    actions.services.stopConnectionTest('gemini');
    expect(state().connection.status).toBe('answered');
  });
});

describe('a list of models', () => {
  it('that was asked for with another key is not shown', async () => {
    const answered = gate();
    const { state, actions, listing } = await open();
    listing.answer = slowly(async () => [{ id: 'of-the-first-key', displayName: 'First' }], answered.passed);
    actions.services.setKey('AQ.first-key');
    actions.services.refreshGeminiModels();
    actions.services.setKey('AQ.second-key');
    answered.open();
    await turns();
    expect(state().geminiModels).toEqual({ status: 'unknown' });
  });
});

describe('a project that could not be saved', () => {
  it('is as it was left when it is opened again', async () => {
    const { state, actions, storage } = await open();
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
    const { state, actions, storage } = await open();
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
    const opened = await open();
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
    const { state, actions, storage } = await open();
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
    const { state, actions } = await open({ replies: () => ({ waits: 'for-abort' }) });
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await turns();
    await actions.project.newProject();
    expect(state().alignment).toEqual({ status: 'idle' });
    actions.align.setPreamble('Name a use.');
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await turns();
    expect(state().alignment.status).toBe('working');
    actions.align.stop();
    await turns();
    expect(state().alignment).toEqual({ status: 'idle' });
  });
});

interface Options {
  readonly replies?: readonly ScriptedReply[] | (() => ScriptedReply);
  readonly prepare?: (storage: TestStorage) => void | Promise<void>;
  readonly readProjectFile?: () => Promise<Result<ImportedFile, ImportProblem>>;
  readonly model?: (scripted: LanguageModel) => LanguageModel;
}

/** A studio on storage that a test may break, whose model answers “Fine.”. */
async function open({
  replies = () => 'Fine.',
  prepare = () => {},
  readProjectFile,
  model = (same) => same,
}: Options = {}) {
  const storage: TestStorage = createMemoryStorage();
  const listing: { answer: () => Promise<readonly ListedModel[]> } = { answer: async () => [] };
  let settingsThere: (settings: DeviceSettings) => void = () => {};
  storage.device.onSettingsChange = (listener) => {
    settingsThere = listener;
    return () => {};
  };
  const scripted = scriptedModel({ replies });
  await prepare(storage);
  const opened = await openStudio({
    model: model(scripted),
    models: { list: () => listing.answer() },
    storage,
    ...(readProjectFile === undefined ? {} : { readProjectFile }),
  });
  return {
    ...opened,
    listing,
    async settingsThere(settings: DeviceSettings) {
      settingsThere(settings);
      await turns();
    },
    model: scripted,
    foreign: (change: ForeignChange) => opened.actions.project.foreignChange(change),
  };
}

/** The same model, whose last event comes when it may. */
function late(model: LanguageModel, until: Promise<void>): LanguageModel {
  return {
    ...model,
    async *stream(request, signal) {
      for await (const event of model.stream(request, signal)) {
        if (event.type === 'done') await until;
        yield event;
      }
    },
  };
}

function slowly<A extends readonly unknown[], T>(work: (...args: A) => Promise<T>, until: Promise<void>) {
  return async (...args: A): Promise<T> => {
    const result = await work(...args);
    await until;
    return result;
  };
}
