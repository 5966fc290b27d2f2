import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { DatasetRef } from '../../core/dataset/dataset-ref';
import { defaultReadOptions } from '../../core/dataset/table';
import { ModelError } from '../../core/model/model-error';
import { promptText } from '../../core/model/model-prompt';
import { practiceModel } from '../../core/model/model-ref';
import type { ModelRequest } from '../../core/model/model-request';
import { createRandom } from '../../core/random';
import { defaultExportSettings } from '../../core/tuning/export/export-settings';
import type { MadeRow } from '../../core/tuning/run/made-row';
import { blankTuningWork, type PromptSource, type TuningRun } from '../../core/tuning/run/tuning-work';
import type { RowFilter, RowLength, RowScore, TryEvent, TuningProgress } from '../../core/tuning/tuning-port';
import type { WorkPort } from '../../core/work-port';
import { buildConstitution, buildPlan } from '../../testing/tuning-run';
import { closeChannels, newName, studio } from '../../testing/work-on-device';

const never = new AbortController().signal;
const limits = { parallelRequests: 4, requestsPerMinute: 1000 };

afterEach(closeChannels);

describe('checking prompts', () => {
  it('a CSV with a byte-order mark has its prompt column', async () => {
    const { labeler } = studio();
    const prompts = await read(labeler, fixture('prompts-bom-crlf.csv'));
    const found = await check(labeler, prompts);
    expect(found).toMatchObject({ ok: true, value: { empty: [expect.any(Number)], unusable: [] } });
    expect(found.ok && found.value.total).toBe(found.ok && found.value.rows - 1);
  });

  it('asks for the column by the names found', async () => {
    const { labeler } = studio();
    const prompts = await read(labeler, csv(['question', 'What is a yawl?']));
    expect(await check(labeler, { ...prompts, promptColumn: null })).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/“prompt”.*“question”/) },
    });
  });

  it.each([
    [{ rounds: 3 }, 7],
    [{ make: 'revision-pair', rounds: 1 }, 3],
    [{ make: 'comparison', comparison: { judgesPerPair: 3 } }, 8],
  ] as const)('estimates the calls before the first one: %o takes %i a prompt at most', async (settings, calls) => {
    const { labeler, models } = studio();
    const plan = { ...buildPlan(settings), promptModel: unseen, alignmentModel: unseen };
    const request = { ...plan, prompts: typed('One\nTwo\nThree'), limits, earlierRuns: [] };
    const found = await labeler.tuning.check(request, never);
    expect(found.ok && found.value.estimate.calls).toBe(3 * calls);
    expect(models.asked).toEqual([]);
  });

  it('finds duplicates, and pays for their vectors once', async () => {
    const { labeler, models } = studio();
    const prompts = typed('How do I sail?\nHow do I sail?\nWhat is bread?');
    const request = { prompts, embeddingModel: practiceModel, limits };
    const found = await labeler.tuning.findDuplicates(request, never);
    expect(found).toEqual({ ok: true, value: { equal: [2], near: [] } });
    await labeler.tuning.findDuplicates(request, never);
    expect(models.embeddedBy).toHaveLength(1);
    const left = await check(labeler, { ...prompts, duplicates: found.ok ? found.value : null });
    expect(left).toMatchObject({ ok: true, value: { usable: 2, total: 2 } });
  });
});

describe('trying one prompt', () => {
  it('tells every stage with its prompt, and what it writes', async () => {
    const { labeler } = studio();
    const events = await tried(labeler, { row: 2 });
    expect(events[0]).toMatchObject({ type: 'prompt', prompt: { row: 2, turns: [{ text: 'Two' }] } });
    const stages = events.flatMap((event) => (event.type === 'stage' ? [event.stage] : []));
    expect(stages.slice(0, 2)).toEqual(['answer', 'critique']);
    const last = events.at(-1);
    if (last?.type !== 'made' || last.row.made?.kind !== 'improved') throw new Error('Nothing was made.');
    const texts = events.flatMap((event) => (event.type === 'text' && event.stage === 'answer' ? [event.text] : []));
    expect(texts.at(-1)).toBe(last.row.made.answer.text);
    expect(last.calls).toBe(stages.length);
  });

  it('a row out of range is an error, not a random prompt', async () => {
    const { labeler, models } = studio();
    for (const row of [0, 4, -1, 1.5])
      await expect(tried(labeler, { row })).rejects.toMatchObject({
        data: { kind: 'bad-request', code: 'NO_SUCH_ROW' },
      });
    expect(models.asked).toEqual([]);
  });

  it('draws a row by seed', async () => {
    const { labeler } = studio();
    const rowOf = async (seed: number) => {
      const [first] = await tried(labeler, { row: null, seed });
      return first?.type === 'prompt' ? first.prompt.row : null;
    };
    expect(await rowOf(7)).toBe(await rowOf(7));
    expect(
      new Set([await rowOf(1), await rowOf(2), await rowOf(3), await rowOf(4), await rowOf(5)]).size,
    ).toBeGreaterThan(1);
  });

  it('is not paid for again by the run that follows', async () => {
    const { labeler, models } = studio();
    await tried(labeler, { row: 1 });
    const before = models.asked.length;
    await generated(labeler, run({ prompts: typed('One\nTwo\nThree') }));
    expect(new Set(models.asked).size).toBe(models.asked.length);
    expect(models.asked.length).toBeGreaterThan(before);
  });
});

describe('generating', () => {
  it('results keep the order and the id of their prompts', async () => {
    const { labeler } = studio();
    const prompts = await read(labeler, fixture('prompts-with-ids.csv'), { idColumn: 'id' });
    const told = await generated(labeler, run({ prompts }));
    const rows = await all(labeler, run({ prompts }));
    expect(rows.map(({ row, id }) => `${row} ${id}`)).toEqual(['1 m-001', '2 m-002', '3 m-003', '4 m-004']);
    expect(told.at(-1)).toMatchObject({ status: { status: 'finished' }, done: 4, failed: 0 });
    expect(told.at(-1)?.passed).toMatchObject({ answers: 4, revisions: 4 });
  });

  it('tells calls and tokens as they are paid', async () => {
    const { labeler, models } = studio();
    const told = await generated(labeler, run());
    expect(told.at(-1)?.calls).toBe(models.asked.length);
    expect(told.at(-1)?.tokens).toBeGreaterThan(0);
  });

  it('a second run starts as the first did', async () => {
    const { labeler, models } = studio();
    await generated(labeler, run({ id: 'one' }));
    const asked = models.asked.length;
    const told = await generated(labeler, run({ id: 'two' }));
    expect(models.asked).toHaveLength(asked);
    expect(told.at(-1)?.calls).toBe(0);
    const [one, two] = [await all(labeler, run({ id: 'one' })), await all(labeler, run({ id: 'two' }))];
    expect(two.map(({ runId: _, ...row }) => row)).toEqual(one.map(({ runId: _, ...row }) => row));
  });

  it('one failed call loses no finished row', async () => {
    const { labeler, models } = studio();
    models.instead = (request) => (isAbout(request, 'Two', 'critique-answer') ? blocked : null);
    const told = await generated(labeler, run());
    expect(told.at(-1)).toMatchObject({ status: { status: 'finished' }, done: 3, failed: 1 });
    const rows = await all(labeler, run());
    expect(rows.map(({ outcome }) => outcome === 'failed')).toEqual([false, true, false]);
    const row = await labeler.tuning.row({ runId: 'run', row: 2 });
    expect(row?.made).toMatchObject({
      kind: 'failed',
      stage: 'critique',
      answers: [{ text: expect.any(String) }],
      error: { code: 'SAFETY' },
    });
  });

  it('repeats the failed stages alone, and puts what came of them in their places', async () => {
    const { labeler, models } = studio();
    models.instead = (request) => (isAbout(request, 'Two', 'critique-answer') ? blocked : null);
    await generated(labeler, run());
    const before = models.asked.length;
    models.instead = null;
    const told = await progressOf(labeler.tuning.retryFailed({ run: run(), limits }, never));
    expect(told.at(-1)).toMatchObject({
      status: { status: 'finished' },
      done: 3,
      failed: 0,
      passed: { answers: 3, revisions: 3 },
    });
    const rows = await all(labeler, run());
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3]);
    expect(rows.some(({ outcome }) => outcome === 'failed')).toBe(false);
    // The critique of before, and a revision where it finds something; no answer.
    const again = models.asked.slice(before);
    expect(again.filter((text) => text.includes('"answer-prompt"'))).toEqual([]);
    expect(again.length).toBeLessThanOrEqual(2);
    expect(told.at(-1)?.calls).toBe(new Set(models.asked).size);
  });

  it('keeps what failed again', async () => {
    const { labeler, models } = studio();
    models.instead = (request) => (isAbout(request, 'Two', 'answer-prompt') ? blocked : null);
    await generated(labeler, run());
    const told = await progressOf(labeler.tuning.retryFailed({ run: run(), limits }, never));
    expect(told.at(-1)).toMatchObject({ done: 3, failed: 1, passed: { answers: 2 } });
    const nothing = await progressOf(labeler.tuning.retryFailed({ run: run({ id: 'other' }), limits }, never));
    expect(nothing.at(-1)).toMatchObject({ status: { status: 'finished' }, failed: 0 });
  });

  it('goes on where it was when the worker dies, and pays for nothing twice', async () => {
    const storage = newName();
    const prompts = typed(Array.from({ length: 12 }, (_, n) => `Prompt ${n}`).join('\n'));
    const whole = studio();
    await generated(whole.labeler, run({ prompts }));
    const total = whole.models.asked.length;
    const { labeler, models, lives } = studio({ storage });
    models.killAt(Math.floor(total / 2), () => lives.kill());
    await expect(generated(labeler, run({ prompts }))).rejects.toMatchObject({ data: { kind: 'interrupted' } });
    const told = await generated(labeler, run({ prompts }));
    expect(told.at(-1)).toMatchObject({ done: 12, calls: total });
    expect(models.asked.length).toBeLessThanOrEqual(total + limits.parallelRequests);
    const rows = await all(labeler, run({ prompts }));
    expect(rows).toEqual(await all(whole.labeler, run({ prompts })));
  });

  it('is refused without principles, and without prompts, before any call', async () => {
    const { labeler, models } = studio();
    const none = buildConstitution({ pairs: [], comparisonPrinciples: [] });
    await expect(generated(labeler, run({ constitution: none }))).rejects.toMatchObject({
      data: { code: 'NO_PRINCIPLES' },
    });
    await expect(generated(labeler, run({ prompts: { ...typed('One'), filter: 'two' } }))).rejects.toMatchObject({
      data: { code: 'NO_PROMPTS' },
    });
    expect(models.asked).toEqual([]);
  });

  it.each([
    ['improvement', ['answers', 'critiques', 'revisions']],
    ['revision-pair', ['answers', 'critiques', 'revisions']],
    ['comparison', ['answers', 'judgements']],
  ] as const)('makes data of every kind: %s', async (make, stages) => {
    const { labeler } = studio();
    const told = await generated(labeler, run({ settings: { make } }));
    expect(told.at(-1)).toMatchObject({
      status: { status: 'finished' },
      passed: Object.fromEntries(stages.map((stage) => [stage, 3])),
    });
    const kinds = make === 'comparison' ? judgedOutcomes : ['revised', 'nothing-to-improve'];
    for (const { outcome } of await all(labeler, run())) expect(kinds).toContain(outcome);
  });

  it('comes through where a fifth of all calls fails, and asks for nothing that was answered', async () => {
    const { labeler, models } = studio();
    const prompts = typed(Array.from({ length: 40 }, (_, n) => `Prompt ${n}`).join('\n'));
    const random = createRandom(7);
    const answered: string[] = [];
    models.instead = (request) => {
      if (random.next() < 0.2) return new ModelError({ kind: 'unavailable', code: '503', message: 'Try again later.' });
      answered.push(JSON.stringify([request.prompt, request.settings]));
      return null;
    };
    const [first] = (await generated(labeler, run({ prompts }))).slice(-1);
    expect(first).toMatchObject({ status: { status: 'finished' }, done: 40 });
    expect(first?.failed).toBeGreaterThan(0);
    let failed = first?.failed ?? 0;
    for (let tries = 0; failed > 0 && tries < 10; tries++) {
      const told = await progressOf(labeler.tuning.retryFailed({ run: run({ prompts }), limits }, never));
      failed = told.at(-1)?.failed ?? 0;
    }
    const rows = await all(labeler, run({ prompts }));
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(rows.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(new Set(answered).size).toBe(answered.length);
  });

  it('waits where no call would go through, and goes on when it is resumed', async () => {
    const { labeler, models } = studio();
    models.failing = new ModelError({
      kind: 'rate-limited-day',
      code: '429',
      message: 'The quota of today is used up.',
    });
    const told: TuningProgress[] = [];
    for await (const progress of labeler.tuning.generate({ run: run(), limits }, never)) {
      told.push(progress);
      if (progress.status.status !== 'paused') continue;
      expect(progress.status.error?.code).toBe('429');
      models.failing = null;
      labeler.tuning.resume('run');
    }
    expect(told.some(({ status }) => status.status === 'paused')).toBe(true);
    expect(told.at(-1)).toMatchObject({ status: { status: 'finished' }, done: 3, failed: 0 });
  });
});

describe('the table of made rows', () => {
  it('holds the rows of all runs, a window at a time, by any filter', async () => {
    const { labeler, models } = studio();
    models.instead = (request) => (isAbout(request, 'Two', 'answer-prompt') ? blocked : null);
    const runs = [run({ id: 'one' }), run({ id: 'two', settings: { rounds: 2 } })];
    for (const each of runs) await generated(labeler, each);
    const edits = { one: { 1: { isRejected: true }, 3: { isFlagged: true, chosen: 'Mine.' } } } as const;
    const page = (filter: RowFilter, window = { from: 0, count: 10 }) =>
      labeler.tuning.rows({ runs, edits, lateDifference: 512, filter, window });
    const everything = await page({});
    expect(everything).toMatchObject({ matching: 6, total: 6 });
    expect(everything.rows.map(({ runId, row }) => `${runId} ${row}`)).toEqual([
      'one 1',
      'one 2',
      'one 3',
      'two 1',
      'two 2',
      'two 3',
    ]);
    expect(everything.counts).toMatchObject({
      outcomes: { failed: 2, rejected: 1, edited: 1 },
      flags: { 'by-hand': 1 },
    });
    expect((await page({}, { from: 2, count: 2 })).rows.map(({ runId, row }) => `${runId} ${row}`)).toEqual([
      'one 3',
      'two 1',
    ]);
    expect(rowsOf(await page({ outcome: 'failed' }))).toEqual([2, 2]);
    expect(rowsOf(await page({ outcome: 'rejected' }))).toEqual([1]);
    expect(rowsOf(await page({ outcome: 'edited' }))).toEqual([3]);
    expect(rowsOf(await page({ flag: 'by-hand' }))).toEqual([3]);
    expect(rowsOf(await page({ text: 'THREE' }))).toEqual([3, 3]);
    expect(rowsOf(await page({ text: 'three' }, { from: 1, count: 5 }))).toEqual([3]);
    const [first] = everything.rows;
    const met = await page({ principle: first?.principle.split(', ')[0] ?? '' });
    expect(met.rows.every(({ principle }) => principle.includes(first?.principle ?? ''))).toBe(true);
    expect(met.matching).toBeGreaterThan(0);
  });

  it('counts the lengths and scores of all rows, and finds as many by each', async () => {
    const { labeler } = studio();
    const runs = [run({ id: 'improved' }), run({ id: 'compared', settings: { make: 'comparison' } })];
    for (const each of runs) await generated(labeler, each);
    const page = (filter: RowFilter) =>
      labeler.tuning.rows({ runs, edits: {}, lateDifference: 512, filter, window: { from: 0, count: 10 } });
    const { counts, rows } = await page({});
    expect(counts.scores.none).toBe(rows.filter(({ score }) => score === null).length);
    expect(Object.values(counts.scores).reduce((sum, count) => sum + count, 0)).toBe(6);
    expect(Object.keys(counts.lengths).length).toBeGreaterThan(0);
    for (const [length, count] of Object.entries(counts.lengths))
      expect(await page({ length: length as RowLength }), length).toMatchObject({ matching: count, total: 6 });
    for (const [score, count] of Object.entries(counts.scores))
      expect(await page({ score: score as RowScore }), score).toMatchObject({ matching: count, total: 6 });
  });

  it('knows nothing of a run that was removed', async () => {
    const { labeler } = studio();
    await generated(labeler, run());
    await labeler.tuning.remove('run');
    expect(await all(labeler, run())).toEqual([]);
    expect(await labeler.tuning.row({ runId: 'run', row: 1 })).toBeNull();
  });

  it('shows rows that are not through', async () => {
    const { labeler, models } = studio();
    models.failing = new ModelError({ kind: 'no-credit', code: '402', message: 'Nothing is left to pay with.' });
    for await (const { status } of labeler.tuning.generate({ run: run(), limits }, never)) {
      if (status.status !== 'paused') continue;
      expect((await all(labeler, run())).map(({ outcome }) => outcome)).toEqual([
        'under-way',
        'under-way',
        'under-way',
      ]);
      const row = await labeler.tuning.row({ runId: 'run', row: 2 });
      expect(row).toMatchObject<Partial<MadeRow>>({ id: '2', made: null });
      break;
    }
  });

  it('has figures', async () => {
    const { labeler } = studio();
    await generated(labeler, run());
    const figures = await labeler.tuning.statistics({ runs: [run()], edits: {}, lateDifference: 512 });
    expect(figures.rows).toBe(3);
    expect(figures.principles.reduce((sum, { used }) => sum + used, 0)).toBe(3);
  });
});

describe('what is taken away', () => {
  it('is one file where one is enough, else a ZIP', async () => {
    const { labeler, models } = studio();
    models.instead = (request) => (isAbout(request, 'Two', 'answer-prompt') ? blocked : null);
    await generated(labeler, run());
    const request = (validationShare: number) => ({
      runs: [run()],
      edits: {},
      lateDifference: 512,
      settings: { ...defaultExportSettings, validationShare },
      as: 'jsonl' as const,
      feedback: [],
      projectName: 'Museum guide',
    });
    const one = await labeler.tuning.export(request(0), never);
    expect(one).toMatchObject({ training: 2, validation: 0, leftOut: { failed: 1 } });
    const lines = (await one.file.text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).messages[0].content)).toEqual(['One', 'Three']);
    expect(await labeler.tuning.checkExport(request(0), never)).toMatchObject({ training: 2, leftOut: { failed: 1 } });
    const several = await labeler.tuning.export(request(0.5), never);
    expect(several).toMatchObject({ training: 1, validation: 1, name: expect.stringMatching(/\.zip$/) });
  });
});

describe('a batch service', () => {
  it('is given the calls of one stage after the other, and a run finds its answers', async () => {
    const { labeler, models } = studio();
    const stages: string[] = [];
    for (let file = 0; file < 3; file++) {
      const { stage, calls, file: lines } = await labeler.tuning.batchFile({ run: run(), limits }, never);
      stages.push(`${stage} ${calls}`);
      const read = await labeler.tuning.importBatch({ run: run(), limits, results: await answersTo(lines) }, never);
      expect(read).toMatchObject({ ok: true, value: { answers: calls, failed: [], unanswered: 0 } });
    }
    expect(stages).toEqual(['answer 3', 'critique 3', 'revision 3']);
    await expect(labeler.tuning.batchFile({ run: run(), limits }, never)).rejects.toMatchObject({
      data: { code: 'ALL_ANSWERED' },
    });
    const told = await generated(labeler, run());
    expect(told.at(-1)).toMatchObject({ done: 3, failed: 0 });
    expect(models.asked).toEqual([]);
    expect((await labeler.tuning.row({ runId: 'run', row: 1 }))?.made).toMatchObject({
      answer: { text: 'An answer.' },
    });
  });

  it('is asked for both answers of a comparison at once, and for all its judges', async () => {
    const { labeler } = studio();
    const comparing = run({ settings: { make: 'comparison', comparison: { judgesPerPair: 3 } } });
    const first = await labeler.tuning.batchFile({ run: comparing, limits }, never);
    expect(first).toMatchObject({ stage: 'answer', calls: 6 });
    await labeler.tuning.importBatch({ run: comparing, limits, results: await answersTo(first.file, true) }, never);
    expect(await labeler.tuning.batchFile({ run: comparing, limits }, never)).toMatchObject({
      stage: 'judgement',
      calls: 18,
    });
  });

  it('answers that belong to nothing are refused', async () => {
    const { labeler } = studio();
    const read = (text: string) => labeler.tuning.importBatch({ run: run(), limits, results: new Blob([text]) }, never);
    expect(await read('{"key":"row-9","text":"An answer."}\n')).toEqual({
      ok: false,
      error: expect.stringMatching(/None of the 1 keys/),
    });
    expect(await read('nonsense\n')).toEqual({ ok: false, error: expect.stringMatching(/^Line 1: /) });
  });
});

/** Of which nobody knows how often it finds nothing to improve. */
const unseen = { provider: 'gemini', id: 'gemini-flash-latest' } as const;
const judgedOutcomes = ['first-wins', 'second-wins', 'tie', 'flipped', 'identical'];
const blocked = new ModelError({ kind: 'prompt-blocked', code: 'SAFETY', message: 'The prompt was blocked.' });

function isAbout({ purpose, prompt }: ModelRequest, text: string, wanted: string): boolean {
  return purpose === wanted && promptText(prompt).includes(text);
}

function typed(text: string): PromptSource {
  return { ...blankTuningWork.prompts, typed: text };
}

function csv(lines: readonly string[]): File {
  return new File([`${lines.join('\n')}\n`], 'prompts.csv');
}

function fixture(name: string): File {
  return new File([readFileSync(new URL(`../../testing/tuning-cases/${name}`, import.meta.url))], name);
}

async function read(labeler: WorkPort, file: File, change: Partial<PromptSource> = {}): Promise<PromptSource> {
  const id = file.name;
  const table = await labeler.tables.read(
    { datasetId: id, file, read: defaultReadOptions, onProgress: () => {} },
    never,
  );
  if (!table.ok) throw new Error(table.error.message);
  const dataset: DatasetRef = { id, read: defaultReadOptions, table: table.value };
  return { ...blankTuningWork.prompts, dataset, promptColumn: 'prompt', ...change };
}

type Settings = Omit<NonNullable<Parameters<typeof buildPlan>[0]>, 'constitution'>;

function check(labeler: WorkPort, prompts: PromptSource, settings: Settings = {}) {
  return labeler.tuning.check({ ...buildPlan(settings), prompts, limits, earlierRuns: [] }, never);
}

async function tried(
  labeler: WorkPort,
  { row, seed = 1 }: { readonly row: number | null; readonly seed?: number },
): Promise<readonly TryEvent[]> {
  const events: TryEvent[] = [];
  const plan = { ...buildPlan(), prompts: typed('One\nTwo\nThree'), limits };
  for await (const event of labeler.tuning.tryOne({ plan, row, seed }, never)) events.push(event);
  return events;
}

function run({
  settings = {},
  constitution = buildConstitution(),
  ...change
}: Partial<Omit<TuningRun, 'settings'>> & { readonly settings?: Settings } = {}): TuningRun {
  return {
    ...buildPlan({ ...settings, constitution }),
    id: 'run',
    n: 1,
    at: '2026-03-01T10:00:00.000Z',
    prompts: typed('One\nTwo\nThree'),
    estimate: { calls: 0, tokens: 0, seconds: 0 },
    status: { status: 'running' },
    done: 0,
    total: 3,
    passed: { answers: 0, critiques: 0, revisions: 0, judgements: 0 },
    calls: 0,
    tokens: 0,
    failed: 0,
    ...change,
  };
}

function generated(labeler: WorkPort, made: TuningRun): Promise<readonly TuningProgress[]> {
  return progressOf(labeler.tuning.generate({ run: made, limits }, never));
}

async function progressOf(events: AsyncIterable<TuningProgress>): Promise<readonly TuningProgress[]> {
  const told: TuningProgress[] = [];
  for await (const progress of events) told.push(progress);
  return told;
}

async function all(labeler: WorkPort, made: TuningRun) {
  const request = { runs: [made], edits: {}, lateDifference: 512, filter: {}, window: { from: 0, count: 100 } };
  return (await labeler.tuning.rows(request)).rows;
}

function rowsOf({ rows }: { readonly rows: readonly { readonly row: number }[] }): readonly number[] {
  return rows.map(({ row }) => row);
}

/** As the service of these tests answers. */
async function answersTo(lines: Blob, differing = false): Promise<Blob> {
  const text = await lines.text();
  const answers = text
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const { key, request } = JSON.parse(line);
      const answer = {
        'answer-prompt': differing ? `An answer, the ${index}th.` : 'An answer.',
        'critique-answer': '{"critique":"Critique: Too short.","problem":"yes"}',
        'revise-answer': 'Revision: A longer answer.',
      }[request.purpose as string];
      return JSON.stringify({ key, text: answer });
    });
  return new Blob([answers.join('\n')]);
}
