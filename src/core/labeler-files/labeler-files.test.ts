import Ajv from 'ajv/dist/2020';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countingIds } from '../../testing/builders';
import { buildLabelerRun } from '../../testing/labeler-fixture';
import type { Interval } from '../interval';
import type { Classifier } from '../labeler/prediction/classifier';
import { rulebookAt } from '../labeler/rules/rulebook-at';
import { blankLabelerWork } from '../labeler/run/blank-labeler-work';
import { defaultHyperparameters } from '../labeler/run/hyperparameters';
import type { LabelerRun } from '../labeler/run/labeler-run';
import { scorecardOf } from '../labeler/score/scorecard';
import { labelerProblems } from '../project/labeler-integrity';
import { labelerWorkSchema } from '../project/labeler-schema';
import { labelerJsonSchema } from '../published/json-schemas';
import { exportLabeler, exportLabelerJson, exportLabelerPrompt, labelerFormats } from './export-labeler';
import { exportLabelerMarkdown } from './export-labeler-markdown';
import { importLabeler } from './import-labeler';
import { type ContentScores, type LabelerContent, labelerContent, unnamedInput } from './labeler-content';

const at = '2026-03-14T09:30:00.000Z';
const deps = () => ({ newId: countingIds(), at, n: 4, fileName: 'tickets.labeler.json' });
const imported = (text: string) => {
  const result = importLabeler(text, deps());
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const refused = (text: string) => {
  const result = importLabeler(text, deps());
  if (result.ok) throw new Error('expected a problem');
  return result.error;
};

/** The rules of a run that was imported: one rulebook a labeler. */
function classifierOf(run: LabelerRun): Classifier {
  const rulebooks = run.labelers.flatMap((labeler) => {
    const rulebook = rulebookAt(labeler.checkpoints, labeler.currentId ?? '');
    return rulebook === null ? [] : [{ rulebook, region: labeler.region }];
  });
  const [single, ...experts] = rulebooks;
  if (single === undefined) throw new Error('expected a labeler');
  const { truncateWords, seed, examplesPerCall, evalTemperature } = defaultHyperparameters;
  return {
    rulebook: single.rulebook,
    experts: experts.flatMap(({ rulebook, region }) =>
      // All of it, whatever a region has more than an expert.
      region === null ? [] : [{ rulebook, ...region }],
    ),
    settings: { truncateWords, seed, examplesPerCall, temperature: evalTemperature },
  };
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('__proto__', '{x} }}', '</rules>'),
);
const model = fc.option(
  fc.oneof(
    fc.constant({ provider: 'practice' } as const),
    text.map((id) => ({ provider: 'gemini', id }) as const),
  ),
);
const count = fc.integer({ min: 1, max: 500 });
const labels = fc.uniqueArray(text, { minLength: 2, maxLength: 4 });
const rulebookWith = (names: readonly string[]) =>
  fc
    .tuple(text, fc.array(fc.array(text, { maxLength: 3 }), { minLength: names.length, maxLength: names.length }))
    .map(([task, rules]) => ({
      task,
      labels: names.map((label, place) => ({
        label,
        rules: (rules[place] ?? []).map((rule, n) => ({ id: `rule-${place}-${n}`, text: rule })),
      })),
    }));
const share = fc.double({ min: 0.01, max: 1, noNaN: true });
const arbitraryContent: fc.Arbitrary<LabelerContent> = labels.chain((names) =>
  fc.record({
    name: text,
    rulebook: rulebookWith(names),
    experts: fc
      .tuple(
        fc.array(
          fc.record({
            rulebook: rulebookWith(names),
            centroid: fc.tuple(share, share),
            nearestCosine: share,
            rows: count,
            words: fc.array(text, { maxLength: 3 }),
          }),
          { maxLength: 2 },
        ),
        model,
      )
      .map(([experts, embeddedBy]) =>
        embeddedBy === null ? experts : experts.map((each) => ({ ...each, embeddedBy })),
      ),
    classify: fc.record({ truncateWords: count, temperature: share, seed: count, examplesPerCall: count }),
    abstainBelow: fc.oneof(fc.constant(0), share),
    inputs: fc.uniqueArray(text, { maxLength: 3 }),
    trainModel: model,
    evalModel: model,
    training: fc.option(
      fc.record({ file: text, hyperparameters: fc.constant(defaultHyperparameters), steps: count, calls: count }),
    ),
    scores: fc.option(fc.constantFrom('validation', 'test').map((split) => scoresOf(split, names))),
  }),
);

function scoresOf(split: ContentScores['split'], names: readonly string[]): ContentScores {
  const interval: Interval = { low: 0.4, high: 0.9 };
  const pairs = names.map((golden, place) => ({ golden, predicted: place === 0 ? null : golden }));
  return { split, card: scorecardOf(pairs, names), accuracy: interval, macroF1: interval };
}

describe('a labeler file', () => {
  const isLabeler = new Ajv({ strict: false, validateFormats: false }).compile(labelerJsonSchema());

  it('is what the JSON Schema says, and comes back as it was', () => {
    fc.assert(
      fc.property(arbitraryContent, (content) => {
        const file = exportLabelerJson(content);
        expect(isLabeler(JSON.parse(file)), JSON.stringify(isLabeler.errors)).toBe(true);
        const { run, name, from } = imported(file);
        expect({ name, from }).toEqual({ name: content.name, from: 'labeler' });
        const again = labelerContent(run, { name, classifier: classifierOf(run), scores: null });
        expect(again).toEqual({ ...content, training: null, scores: null });
        expect(exportLabelerJson({ ...again, training: content.training, scores: content.scores })).toBe(file);
      }),
      { numRuns: 100 },
    );
  });

  it('becomes a run that a project can hold', () => {
    fc.assert(
      fc.property(arbitraryContent, (content) => {
        const { run } = imported(exportLabelerJson(content));
        const work = { ...blankLabelerWork, runs: [run], currentRunId: run.id };
        expect(labelerWorkSchema.safeParse(work).error?.issues ?? []).toEqual([]);
        expect(labelerProblems(work)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('says what it left in the file', () => {
    const content = trainedContent();
    const { notes, run } = imported(exportLabelerJson(content));
    expect(run).toMatchObject({ n: 4, at, status: { status: 'imported', from: 'tickets.labeler.json' } });
    expect(notes.join('\n')).toMatch(/gemini-2\.5-flash.*\n.*accuracy .* on 5 test rows.*\n.*tickets-march\.csv/);
  });
});

describe('a file that is no whole labeler', () => {
  const file = JSON.parse(exportLabelerJson(trainedContent()));
  const withChange = (change: object): string => JSON.stringify({ ...file, ...change });

  it.each([
    ['empty', ' \n', /exported as JSON/],
    ['syntax', '{"kind": "constitution-studio/labeler",}', /Line 1, column 40/],
    ['wrong-kind', '"rules"', /got the text "rules"/],
    ['wrong-kind', '[]', /got a list/],
    ['wrong-kind', '{"rows": []}', /got no "kind"/],
    ['wrong-kind', '{"kind": "constitution-studio/project"}', /A project is opened with Import/],
    ['newer', withChange({ version: 2 }), /reads up to 1/],
    ['invalid', withChange({ version: 'one' }), /version: expected a whole number/],
    ['invalid', withChange({ apiKey: 'x' }), /apiKey: not a field of this format/],
    ['invalid', withChange({ rulebook: { task: '', labels: [] } }), /rulebook\.labels: expected at least two, got 0/],
    [
      'invalid',
      withChange({ classify: { ...file.classify, temperature: 3 } }),
      /classify\.temperature: expected .* 0 to 2/,
    ],
    ['invalid', withChange({ classify: { ...file.classify, examplesPerCall: 0.5 } }), /classify\.examplesPerCall/],
    ['invalid', withChange({ abstainBelow: 1.2 }), /abstainBelow: expected a confidence from 0 to 1, got 1\.2/],
    ['invalid', withChange({ inputs: ['a', 'a'] }), /inputs\[1\]: "a" is used twice/],
    [
      'invalid',
      withChange({ experts: [{ ...expert(), centroid: [0, 0] }] }),
      /experts\[0\]\.centroid: expected a direction/,
    ],
    ['invalid', withChange({ experts: [expert(), { ...expert(), centroid: [1] }] }), /expected 2 numbers/],
    [
      'invalid',
      withChange({ experts: [expert(), { ...expert(), embeddedBy: { provider: 'webllm', id: 'mine' } }] }),
      /experts\[1\]\.embeddedBy: expected the embedding model of the first expert \(none\), got webllm\/mine/,
    ],
    ['invalid', withChange({ experts: [{ ...expert(), rulebook: otherLabels }] }), /expected the same labels/],
    [
      'invalid',
      '{"attributes": [{"id": "1", "value": "It is rude."}]}',
      /attributes\[0\]\.label: missing, expected text/,
    ],
    ['invalid', '{"attributes": [{"id": "1", "value": "It is rude.", "label": "yes"}]}', /two labels, got "yes"/],
    ['invalid', '{"attributes": []}', /two labels, got none/],
  ])('is refused with the reason (%#: %s)', (kind, content, reason) => {
    const problem = refused(content);
    expect(problem.kind).toBe(kind);
    expect(problem.problems.join('\n')).toMatch(reason);
  });

  function expert() {
    return { rulebook: file.rulebook, centroid: [1, 0], nearestCosine: 0.5, rows: 20, words: [] };
  }
});

const otherLabels = {
  task: '',
  labels: [
    { label: 'x', rules: [] },
    { label: 'y', rules: [] },
  ],
};

describe('a checkpoint of the ancestor', () => {
  const attributes = [
    { id: 'a1', value: ' It insults a person. ', label: 'toxic' },
    { id: 'a2', value: 'It thanks somebody.', label: 'fine' },
    { id: 'a1', value: 'It threatens.', label: 'toxic', confidence: 2 },
    { id: 'a4', value: ' ', label: 'fine' },
  ];

  it('is read into a rulebook, label by label', () => {
    const { run, notes, from } = imported(JSON.stringify({ attributes, step: 7 }));
    expect(from).toBe('model-alignment');
    const { rulebook } = classifierOf(run);
    expect(rulebook.labels.map(({ label, rules }) => [label, rules.map((rule) => rule.text)])).toEqual([
      ['toxic', ['It insults a person.', 'It threatens.']],
      ['fine', ['It thanks somebody.']],
    ]);
    const ids = rulebook.labels.flatMap(({ rules }) => rules.map(({ id }) => id));
    expect(ids[0]).toBe('a1');
    expect(new Set(ids).size).toBe(3);
    expect(notes).toEqual([
      'The file does not say what is labeled: its rules are used without a task description.',
      'Left out: 1 empty rule.',
      'Left out, because unknown: step.',
    ]);
  });

  it('takes the task, inputs and labels that stand beside it', () => {
    const { run, notes } = imported(
      JSON.stringify({
        attributes: attributes.slice(0, 3),
        task_description: 'Is it toxic?',
        input_names: ['comment'],
        label_values: ['fine', 'toxic', 'unclear'],
      }),
    );
    const { rulebook } = classifierOf(run);
    expect(rulebook.task).toBe('Is it toxic?');
    expect(rulebook.labels.map(({ label }) => label)).toEqual(['fine', 'toxic', 'unclear']);
    expect(run.status).toMatchObject({
      use: { inputs: ['comment'], classify: { truncateWords: 100, temperature: 0.1 } },
    });
    expect(notes).toEqual([]);
  });

  it('with rules of one label alone is refused, and says how to name the others', () => {
    const one = attributes.slice(0, 1);
    const read = (file: object) => importLabeler(JSON.stringify(file), deps());
    expect(read({ attributes: one })).toMatchObject({
      ok: false,
      error: { problems: [expect.stringMatching(/two labels, got "toxic"\. Name all of them .* "label_values"/)] },
    });
    expect(read({ attributes: one, label_values: ['toxic', 'fine'] })).toMatchObject({ ok: true });
  });

  it('is read when only its list of attributes is there', () => {
    expect(imported(JSON.stringify(attributes)).run.labelers).toHaveLength(1);
  });
});

function trainedContent(): LabelerContent {
  const run = buildLabelerRun();
  const single = run.labelers[0];
  const rulebook = single && rulebookAt(single.checkpoints, single.championId ?? '');
  if (!rulebook) throw new Error('expected a trained labeler');
  const { truncateWords, seed, examplesPerCall, evalTemperature } =
    run.settings?.hyperparameters ?? defaultHyperparameters;
  const classifier = {
    rulebook,
    experts: [],
    settings: { truncateWords, seed, examplesPerCall, temperature: evalTemperature },
  };
  const names = rulebook.labels.map(({ label }) => label);
  return labelerContent(run, { name: 'Support tickets', classifier, scores: scoresOf('test', names) });
}

describe('an exported prompt', () => {
  it('is what is sent to label a row, with a place for each input', () => {
    const prompt = exportLabelerPrompt(trainedContent());
    expect(prompt).toContain('Choose the team that should read this support ticket first.');
    expect(prompt).toContain('subject: {subject}\nbody: {body}');
    for (const { rules } of trainedContent().rulebook.labels)
      for (const { text: rule } of rules) expect(prompt).toContain(rule);
  });

  it('names the input of a labeler that names none as the page does, which sends it by that name', () => {
    expect(exportLabelerPrompt({ ...trainedContent(), inputs: [] })).toContain(`${unnamedInput}: {${unnamedInput}}`);
  });

  it('asks for a code where its eval model is asked for one', () => {
    const gemma = { provider: 'webllm', id: 'gemma' } as const;
    const { classify, ...content } = trainedContent();
    const one = { ...classify, examplesPerCall: 1 };
    const prompt = exportLabelerPrompt({ ...content, classify: one, evalModel: gemma });
    expect(prompt).toMatch(/^A: "/m);
    expect(prompt).not.toContain('JSON');
  });

  it('has a part for each expert', () => {
    const content = trainedContent();
    const experts = [{ rulebook: content.rulebook, centroid: [1], nearestCosine: 0, rows: 40, words: ['invoice'] }];
    const prompt = exportLabelerPrompt({ ...content, experts });
    expect(prompt).toContain('=== Expert 1, for rows about: invoice ===');
    expect(prompt.endsWith(`=== For all other rows ===\n\n${exportLabelerPrompt(content)}`)).toBe(true);
  });
});

describe('an exported Markdown page', () => {
  it('tells the task, the rules, the scores, the settings and the training', () => {
    const page = exportLabelerMarkdown(trainedContent());
    expect(page.match(/^## .*$/gm)).toEqual([
      '## Task',
      '## Rules',
      '## Scorecard',
      '## Settings',
      '## How it was trained',
    ]);
    expect(page).toContain('- Accuracy: 0.800 (0.400 to 0.900)');
    expect(page).toContain('| Label | Precision | Recall | F1 | Support |');
    expect(page).toContain('- Eval model: Gemini: gemini-2.5-flash');
    expect(page).toContain('- File: tickets-march.csv');
    expect(page).not.toContain('held back');
    const held = exportLabelerMarkdown({ ...trainedContent(), abstainBelow: 0.8 });
    expect(held).toContain('- Labels are held back below a confidence of: 0.8');
    expect(page).toContain('- Score: macro F1');
  });

  it('keeps the marks of Markdown in a label from breaking its table', () => {
    const content = trainedContent();
    const page = exportLabelerMarkdown({ ...content, scores: scoresOf('test', ['a|b', '*c*']) });
    expect(page).toContain('| a\\|b | 0.000');
    expect(page).toContain('| \\*c\\* | 1.000');
  });
});

describe('the files of a labeler', () => {
  it('are named after the project', () => {
    expect(labelerFormats.map((format) => exportLabeler(trainedContent(), format).fileName)).toEqual([
      'support-tickets.labeler.json',
      'support-tickets.labeler.txt',
      'support-tickets.labeler.md',
    ]);
  });
});
