import { beforeAll, describe, expect, it } from 'vitest';
import { createGate } from './core/calls/gate';
import { defaultReadOptions } from './core/dataset/table';
import type { Classifier } from './core/labeler/prediction/classifier';
import type { LabelRules } from './core/labeler/rules/rulebook';
import { rulebookAt } from './core/labeler/rules/rulebook-at';
import { defaultHyperparameters } from './core/labeler/run/hyperparameters';
import type { LabelerRun, LabelerWork, RunSettings } from './core/labeler/run/labeler-run';
import { rescored } from './core/labeler/score/rescored';
import { newLabelerRun, reduceTraining } from './core/labeler/training/reduce-training';
import { runTraining } from './core/labeler/training/run-training';
import { exportLabelerJson, exportLabelerPrompt } from './core/labeler-files/export-labeler';
import { importLabeler } from './core/labeler-files/import-labeler';
import { labelerContent } from './core/labeler-files/labeler-content';
import { idProblem } from './core/local/custom-model';
import { modelWords } from './core/local/model-words';
import { geminiModelFacts } from './core/model/gemini-models';
import { capabilitiesOf } from './core/model/known-capabilities';
import { modelName, practiceModel } from './core/model/model-ref';
import { exportProjectJson, exportPromptJson } from './core/project/export-project';
import { importText } from './core/project/import-project';
import { newProject } from './core/project/new-project';
import { createMemoryTrainingStorage } from './persistence/memory-training-storage';
import { practiceLanguageModel } from './providers/practice/practice-model';
import { countingIds } from './testing/builders';
import { openStudio } from './testing/open-studio';
import { until } from './testing/turns';
import { orTableFailure } from './workers/table/table-failure';
import { createTableStore } from './workers/table/table-store';
import { prepare } from './workers/training/setup-methods';

/** What a bare look-up finds in every object: none of them may be taken for what was given, or get lost. */
const names = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', 'prototype'];
const at = '2026-01-01T00:00:00.000Z';

describe.each(names)('a variable named %s', (name) => {
  it('is missing until it has a value, is sent with it, and stays in a set of inputs', async () => {
    const { state, actions } = await open();
    actions.align.setPreamble(`Give two uses for {${name}}.`);
    actions.align.run();
    expect(state().align.missingValues).toEqual([name]);
    expect(state().project.turns).toEqual([]);

    actions.align.setValue(name, 'a jam jar');
    actions.align.saveInputSet(name);
    actions.align.setValue(name, 'a boot');
    actions.align.loadInputSet(state().project.inputs.sets.at(-1)?.id ?? '');
    actions.align.run();
    await until(() => state().align.activeCandidates.size === 0 && state().project.turns.length > 0);
    const [turn] = state().project.turns;
    expect(turn?.input.prompt).toBe('Give two uses for a jam jar.');
    expect(turn?.candidates.map((candidate) => candidate.state.status)).toEqual(['answered']);
    expect(JSON.stringify(turn?.candidates[0]?.state)).toContain('jam jar');

    const read = importText(exportProjectJson(state().project), { newId: countingIds(), at });
    expect(read.ok && read.value.project.turns).toEqual(state().project.turns);
    expect(read.ok && entriesOf(read.value.project.inputs.values)).toContainEqual([name, 'a jam jar']);
    expect(read.ok && read.value.project.inputs.sets.at(-1)?.name).toBe(name);
  });

  it('comes back from a prompt file', () => {
    const values = Object.fromEntries([[name, 'a jam jar']]);
    const project = newProject({
      id: 'p',
      name,
      at,
      prompt: { preamble: `Describe {${name}}.`, fold: null, principles: [] },
      inputs: { values, sets: [{ id: 's', name, values }] },
    });
    const read = importText(exportPromptJson(project, { model: practiceModel }), { newId: countingIds(), at });
    expect(read.ok && entriesOf(read.value.project.inputs.values)).toEqual([[name, 'a jam jar']]);
    expect(read.ok && read.value.project.inputs.sets.map((set) => entriesOf(set.values))).toEqual([
      [[name, 'a jam jar']],
    ]);
  });
});

describe.each(names)('a table with a column, an id and a label named %s', (name) => {
  let run: LabelerRun;
  beforeAll(async () => {
    run = await trained(name);
  }, 120_000);

  it('is trained on to the end, with every row read', () => {
    expect(run.status.status).toBe('finished');
    expect(run.rows.test.length).toBeGreaterThan(0);
    expect(run.rows.test[0]?.fields.map((field) => field.name)).toContain(name);
    const labels = new Set([...run.rows.test, ...run.rows.validation].map(({ golden }) => golden));
    expect(labels).toEqual(new Set([name, 'other']));
    const predicted = run.evaluations.flatMap(({ predictions }) => predictions.map((each) => each?.label));
    expect(predicted).toContain(name);
    expect(predicted).toContain('other');
  });

  it('keeps its corrections in a project that is exported and imported', () => {
    const work = { ...workOf(run), corrections: Object.fromEntries([[name, name]]) };
    const project = { ...newProject({ id: 'p', name, at }), labeler: work };
    const read = importText(exportProjectJson(project), { newId: () => 'p', at });
    expect(read).toEqual({ ok: true, value: { project, from: 'project', notes: [] } });
    expect(read.ok && entriesOf(read.value.project.labeler?.corrections ?? {})).toEqual([[name, name]]);
  });

  it('takes no label for corrected that is not', () => {
    const [labeler] = run.labelers;
    if (labeler === undefined) throw new Error('Expected a labeler.');
    const again = { labeler: labeler.key, checkpointId: labeler.currentId ?? '', read: [], corrections: {} };
    expect(rescored(run, again).rows).toEqual(run.rows);
  });

  it('gives a labeler that is exported and imported with its label and its rules', () => {
    const content = labelerContent(run, { name, classifier: classifierOf(run), scores: null });
    const file = exportLabelerJson(content);
    const read = importLabeler(file, { newId: countingIds(), at, n: 1, fileName: 'l.json' });
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value.name).toBe(name);
    const { labels } = classifierOf(read.value.run).rulebook;
    expect(textsOf(labels)).toEqual(textsOf(content.rulebook.labels));
    expect(labels.find(({ label }) => label === name)?.rules.length).toBeGreaterThan(0);
    expect(exportLabelerPrompt(content)).toContain(name);
  });
});

describe.each(names)('a model named %s', (name) => {
  it('is one like any other that is not known', () => {
    const stranger = 'a-stranger';
    for (const provider of ['gemini', 'server', 'webllm'] as const) {
      expect(modelName({ provider, id: name })).toContain(name);
      expect(capabilitiesOf({ provider, id: name })).toEqual(capabilitiesOf({ provider, id: stranger }));
    }
    expect(geminiModelFacts(name)).toEqual(geminiModelFacts(stranger));
    expect(modelWords(name).name).toMatch(/\p{L}/u);
    expect(idProblem(name, [])).toBeNull();
    expect(idProblem(name, [name])).toContain('There is already a model');
  });
});

const textsOf = (labels: readonly LabelRules[]) =>
  labels.map(({ label, rules }) => [label, rules.map(({ text }) => text)]);
const entriesOf = (record: Readonly<Record<string, string>>) => Object.entries(record);

async function open() {
  const { state, actions } = await openStudio({ model: practiceLanguageModel({ sleep: async () => {} }) });
  actions.settings.updateSettings({ candidates: 1 });
  return { state, actions };
}

/** Every name of the file is the same: that of a column whose cells are ids, and of one of two labels. */
function fileOf(name: string): string {
  const rows = Array.from({ length: 60 }, (_, n) => {
    const isNamed = n % 2 === 0;
    const id = n === 0 ? name : `row-${n}`;
    return `${id},${isNamed ? 'The team won the race in the rain' : 'Bread is baked with flour'} ${n},${isNamed ? name : 'other'}`;
  });
  return [`id,${name},outcome`, ...rows].join('\n');
}

async function trained(name: string): Promise<LabelerRun> {
  const signal = new AbortController().signal;
  const tables = createTableStore(createMemoryTrainingStorage().datasets);
  const source = { datasetId: 'rows', read: defaultReadOptions };
  const file = { name: 'rows.csv', content: new Blob([fileOf(name)]) };
  const { summary: table } = orTableFailure(await tables.read({ ...source, file }, { signal, onProgress: () => {} }));
  const settings: RunSettings = {
    training: { id: source.datasetId, read: source.read, table },
    test: null,
    mapping: {
      labelColumn: 'outcome',
      inputColumns: [name],
      idColumn: 'id',
      groupColumn: null,
      taskDescription: '',
      threshold: null,
      merged: {},
    },
    hyperparameters: { ...defaultHyperparameters, steps: 2, validationExamples: 12, testExamples: 12 },
    trainModel: practiceModel,
    evalModel: practiceModel,
    corrections: {},
  };
  const prepared = orTableFailure(await prepare(tables, { ...settings, training: source, test: null }, signal));
  const model = practiceLanguageModel({ sleep: async () => {} });
  let run = newLabelerRun({ id: name, n: 1, at, settings, estimate: null });
  const events = runTraining(
    {
      ...prepared,
      hyperparameters: settings.hyperparameters,
      limits: { requestsPerMinute: 1_000_000, parallelRequests: 2 },
    },
    { trainModel: model, evalModel: model, embeddings: null, concurrency: 2, gate: createGate(), signal },
  );
  for await (const event of events) run = reduceTraining(run, event);
  return run;
}

function workOf(run: LabelerRun): LabelerWork {
  if (run.settings === null) throw new Error('Expected a run with its settings.');
  const { training, mapping, hyperparameters, trainModel, evalModel } = run.settings;
  return {
    setup: { training, test: null, rows: null, mapping, hyperparameters, trainModel, evalModel },
    runs: [run],
    currentRunId: run.id,
    corrections: {},
    jobs: [],
  };
}

function classifierOf(run: LabelerRun): Classifier {
  const [labeler] = run.labelers;
  const rulebook = labeler === undefined ? null : rulebookAt(labeler.checkpoints, labeler.currentId ?? '');
  if (rulebook === null) throw new Error('Expected a rulebook.');
  const { truncateWords, seed, examplesPerCall, evalTemperature } = defaultHyperparameters;
  return { rulebook, experts: [], settings: { truncateWords, seed, examplesPerCall, temperature: evalTemperature } };
}
