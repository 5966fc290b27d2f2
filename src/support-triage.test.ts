import { openAsBlob } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createGate } from './core/calls/gate';
import { defaultReadOptions } from './core/dataset/table';
import { defaultHyperparameters } from './core/labeler/run/hyperparameters';
import type { LabelerRun, RunSettings } from './core/labeler/run/labeler-run';
import { type LabelerSample, labelerSamples } from './core/labeler/samples';
import { newLabelerRun, reduceTraining } from './core/labeler/training/reduce-training';
import { runTraining } from './core/labeler/training/run-training';
import { practiceModel } from './core/model/model-ref';
import { defaultDeviceSettings } from './core/project/device-settings';
import { exportProjectJson } from './core/project/export-project';
import { importText } from './core/project/import-project';
import { newProject } from './core/project/new-project';
import type { Inputs, Project } from './core/project/project';
import { fetchedSamples } from './core/project/samples';
import type { PromptDocument } from './core/prompt/prompt-document';
import { parseTemplate } from './core/prompt/template';
import { createMemoryTrainingStorage } from './persistence/memory-training-storage';
import { practiceLanguageModel } from './providers/practice/practice-model';
import { orTableFailure } from './workers/table/table-failure';
import { createTableStore } from './workers/table/table-store';
import { prepare } from './workers/training/setup-methods';

/**
 * The sample project with a finished run is made here, as the app would make it: the sample file is read, split and trained on by the
 * practice model. After a change of training, of the practice model or of the file, make it anew with
 * `npx vitest run src/support-triage.test.ts --update`, and look at what became of its scores.
 */
const samples = resolve(import.meta.dirname, '../public/samples');
const path = resolve(samples, 'support-triage.project.json');
const at = '2026-01-01T00:00:00.000Z';

/** What comes after sorting, for Align: the label is one of its variables. */
const answerTickets: PromptDocument = {
  preamble:
    'Answer this support ticket for the makers of a planning tool. You write for the {team} team.\n\nSubject: {subject}\n\n{body}',
  fold: null,
  principles: [
    {
      id: 'principle-1',
      text: 'Say what happens next, and who does it.',
      status: 'on',
      sources: [{ by: 'author', at }],
    },
  ],
};

const ticketSets = [
  {
    id: 'set-1',
    name: 'Paid twice',
    values: {
      team: 'Billing',
      subject: 'Two invoices for March',
      body: 'We changed the card on the 3rd and were charged with both. Which of the two payments will you send back?',
    },
  },
  {
    id: 'set-2',
    name: 'Locked out',
    values: {
      team: 'Access',
      subject: 'New phone, no code',
      body: 'I have a new phone and the codes for signing in still go to the old one. My plan is due on Friday.',
    },
  },
];
const tickets: Inputs = { values: ticketSets[0]?.values ?? {}, sets: ticketSets };

let made: Project;
beforeAll(async () => {
  made = await makeProject();
}, 60_000);

describe('the sample project with a finished run', () => {
  it('is what training makes of the sample file', async () => {
    await expect(published(made)).toMatchFileSnapshot(path);
  });

  it('is small enough to be waited for', () => {
    expect(published(made).length).toBeLessThan(400_000);
  });

  it('is imported as it was made, with nothing to be told of it', () => {
    const read = importText(published(made), { newId: () => made.id, at });
    expect(read).toEqual({ ok: true, value: { project: made, from: 'project', notes: [] } });
  });

  it('is listed under its name', () => {
    expect(fetchedSamples).toContainEqual(
      expect.objectContaining({ key: 'support-triage', name: made.name, path: 'samples/support-triage.project.json' }),
    );
  });

  it('knows the file as the app reads it, so that the sample file takes its place', () => {
    const { file, size, mapping } = sample();
    expect(made.labeler?.setup).toMatchObject({ training: { table: { name: file, size } }, mapping });
  });

  it('has learnt: on rows that training never saw, its rules read far more rightly than none do', () => {
    const run = runOf(made);
    const right = (kind: string) => {
      const evaluation = run.evaluations.find(({ of, split }) => of.kind === kind && split === 'test');
      return evaluation?.predictions.filter((each, index) => each?.label === run.rows.test[index]?.golden).length ?? 0;
    };
    expect(run.status.status).toBe('finished');
    expect(run.rows.test).toHaveLength(100);
    expect(right('checkpoint')).toBeGreaterThan(right('untrained') + 20);
  });

  it('has what the screen shows: steps with their mistakes, rejected proposals, suspected labels', () => {
    const { labelers, suspects, spent, estimate } = runOf(made);
    const single = labelers[0];
    expect(single?.steps).toHaveLength(defaultHyperparameters.steps + 1);
    expect(single?.steps.flatMap(({ mistakes }) => mistakes).length).toBeGreaterThan(0);
    expect(single?.steps.flatMap(({ rejected }) => rejected).length).toBeGreaterThan(0);
    expect(single?.currentId).toBe(single?.championId);
    expect(suspects.length).toBeGreaterThan(0);
    expect(estimate?.calls).toBeGreaterThan(spent.calls / 2);
  });

  it('has a prompt whose variables are all filled in', () => {
    const { prompt, inputs } = made;
    const { variables } = parseTemplate(prompt.preamble);
    expect(variables).toEqual(['team', 'subject', 'body']);
    for (const { values } of inputs.sets) {
      expect(Object.keys(values)).toEqual(variables);
      expect(labels(made)).toContain(values.team);
    }
    expect(inputs.values).toEqual(inputs.sets[0]?.values);
  });
});

/** One space and not two: most of the file would be white space. */
function published(project: Project): string {
  return `${JSON.stringify(JSON.parse(exportProjectJson(project)), null, 1)}\n`;
}

function runOf({ labeler }: Project): LabelerRun {
  const run = labeler?.runs[0];
  if (run === undefined) throw new Error('Expected a run.');
  return run;
}

function labels(project: Project): readonly string[] {
  return [...new Set(runOf(project).rows.validation.map(({ golden }) => golden))];
}

async function makeProject(): Promise<Project> {
  const run = await trainedRun();
  const { settings } = run;
  if (settings === null) throw new Error('Expected a run with its settings.');
  const { training, mapping, hyperparameters, trainModel, evalModel } = settings;
  return {
    ...newProject({ id: 'sample', name: 'Support triage', at, prompt: answerTickets, inputs: tickets }),
    labeler: {
      setup: { training, test: null, rows: null, mapping, hyperparameters, trainModel, evalModel },
      runs: [run],
      currentRunId: run.id,
      corrections: {},
      jobs: [],
    },
  };
}

function sample(): LabelerSample {
  const found = labelerSamples.find(({ key }) => key === 'support-tickets');
  if (found === undefined) throw new Error('Expected the sample support-tickets.');
  return found;
}

async function trainedRun(): Promise<LabelerRun> {
  const { file: name, mapping } = sample();
  const signal = new AbortController().signal;
  const tables = createTableStore(createMemoryTrainingStorage().datasets);
  const source = { datasetId: 'support-tickets', read: defaultReadOptions };
  const file = { name, content: await openAsBlob(resolve(samples, name)) };
  const { summary: table } = orTableFailure(await tables.read({ ...source, file }, { signal, onProgress: () => {} }));
  const settings: RunSettings = {
    training: { id: source.datasetId, read: source.read, table },
    test: null,
    mapping,
    hyperparameters: defaultHyperparameters,
    trainModel: practiceModel,
    evalModel: practiceModel,
    corrections: {},
  };
  const prepared = orTableFailure(await prepare(tables, { ...settings, training: source, test: null }, signal));
  const model = practiceLanguageModel({ sleep: async () => {} });
  const { requestsPerMinute, parallelRequests } = defaultDeviceSettings.gemini;
  const limits = { requestsPerMinute, parallelRequests };
  let run = newLabelerRun({ id: 'support-triage', n: 1, at, settings, estimate: null });
  const events = runTraining(
    { ...prepared, hyperparameters: settings.hyperparameters, limits },
    {
      trainModel: model,
      evalModel: model,
      embeddings: null,
      concurrency: limits.parallelRequests,
      gate: createGate(),
      signal,
    },
  );
  for await (const event of events) run = reduceTraining(run, event);
  return run;
}
