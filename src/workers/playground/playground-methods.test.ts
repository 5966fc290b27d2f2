import 'fake-indexeddb/auto';
import { unzipSync } from 'fflate/browser';
import { afterEach, describe, expect, it } from 'vitest';
import type { DatasetRef } from '../../core/dataset/dataset-ref';
import { defaultReadOptions } from '../../core/dataset/table';
import { ModelError } from '../../core/model/model-error';
import { userPrompt } from '../../core/model/model-prompt';
import { noUsage } from '../../core/model/reply';
import type { ScoredText, ScoreRequest } from '../../core/model/scoring-model';
import type { JobProgress, MapProgress, ScoreRow, ScoresRequest } from '../../core/playground/playground-port';
import type { EmbedRun, ScoresRun } from '../../core/playground/playground-work';
import { userText } from '../../core/playground/scores/score-rows';
import type { WorkPort } from '../../core/work-port';
import { buildEmbedRun, buildScoresRun } from '../../testing/playground-builders';
import { closeChannels, newName, studio } from '../../testing/work-on-device';

const never = new AbortController().signal;
const limits = { parallelRequests: 4, requestsPerMinute: 1000 };

afterEach(closeChannels);

describe('ranking completions of one prompt', () => {
  it('estimates the evaluations before the first one, and tells the lines that hold none', async () => {
    const { labeler, models } = scoring();
    const found = await labeler.playground.checkScores(ranking({ completions: ' a cat.\n\n a dog.\n' }), never);
    expect(found).toMatchObject({ ok: true, value: { total: 2, empty: [2], estimate: { calls: 2 } } });
    expect(models.scored).toEqual([]);
    expect(await labeler.playground.checkScores(ranking({ completions: '\n' }), never)).toMatchObject({ ok: false });
  });

  it('ranks by the sum and per character beside each other', async () => {
    const { labeler } = scoring();
    await scored(labeler, ranking({ completions: 'aaaa\nb\ncc' }));
    const { rows, total } = await labeler.playground.scores({ runId: 'run1', order: 'sum', window: all });
    expect(total).toBe(3);
    expect(rows.map(({ completion, outcome }) => [completion, ranksIn(outcome)])).toEqual([
      ['b', [1, 3]],
      ['cc', [2, 2]],
      ['aaaa', [3, 1]],
    ]);
    const perCharacter = await labeler.playground.scores({ runId: 'run1', order: 'per-character', window: all });
    expect(perCharacter.rows.map(({ completion }) => completion)).toEqual(['aaaa', 'cc', 'b']);
    const second = await labeler.playground.scores({ runId: 'run1', order: 'sum', window: { from: 1, count: 1 } });
    expect(second.rows.map(({ row, prompt }) => [row, prompt])).toEqual([[3, 'Once']]);
  });

  it('scores prompts and completions of a file, each in its row', async () => {
    const { labeler, models } = scoring();
    const dataset = await read(labeler, 'q,a\nOne,x\nTwo,\nThree,=y\n');
    const request = ranking({ dataset, promptColumn: 'q', completionColumn: 'a' });
    expect(await labeler.playground.checkScores(request, never)).toMatchObject({ value: { total: 2, empty: [2] } });
    await scored(labeler, request);
    const { rows } = await labeler.playground.scores({ runId: 'run1', order: 'rows', window: all });
    expect(rows.map(({ row, prompt, completion }) => [row, prompt, completion])).toEqual([
      [1, 'One', 'x'],
      [3, 'Three', '=y'],
    ]);
    expect(models.scored).toEqual(['x', '=y']);
    const lines = (await (await labeler.playground.scoresFile('run1')).text()).split('\r\n');
    expect(lines[0]).toMatch(/^row,prompt,completion,log_probability,/);
    expect(lines[1]).toMatch(/^1,One,x,-2,2,2,2,/);
    expect(lines).toHaveLength(4);
  });

  it('asks for the column of completions by the names found', async () => {
    const { labeler } = scoring();
    const dataset = await read(labeler, 'q,a\nOne,x\n');
    const found = await labeler.playground.checkScores(ranking({ dataset }), never);
    expect(found).toMatchObject({ ok: false, error: { message: expect.stringMatching(/“q”, “a”/) } });
  });

  it('goes on past a row that cannot be scored', async () => {
    const { labeler, models } = scoring();
    models.score = (request) => {
      if (request.expected === 'b') throw new ModelError({ kind: 'too-long', code: 'LONG', message: 'Too long.' });
      return letters(request);
    };
    const last = await scored(labeler, ranking({ completions: 'a\nb\nc' }));
    expect(last).toMatchObject({ status: { status: 'finished' }, done: 3, total: 3, failed: 1 });
    const { rows } = await labeler.playground.scores({ runId: 'run1', order: 'sum', window: all });
    expect(rows.map(({ completion, outcome }) => [completion, outcome.status])).toEqual([
      ['a', 'scored'],
      ['c', 'scored'],
      ['b', 'failed'],
    ]);
  });
});

describe('a ranked table keeps its finished rows', () => {
  const lines = Array.from({ length: 30 }, (_, n) => `${'x'.repeat(n + 1)}`).join('\n');

  it('over Stop, and goes on where it was', async () => {
    const { labeler, models } = scoring();
    const stop = new AbortController();
    const request = ranking({ completions: lines });
    await expect(
      scored(labeler, request, { signal: stop.signal, onProgress: ({ done }) => done >= 5 && stop.abort() }),
    ).rejects.toThrow();
    const { total } = await labeler.playground.scores({ runId: 'run1', order: 'rows', window: all });
    expect(total).toBeGreaterThanOrEqual(5);
    await scored(labeler, request);
    expect(new Set(models.scored).size).toBe(30);
    // What was in flight at the Stop has no answer, and is asked again.
    expect(models.scored.length - 30).toBeLessThanOrEqual(limits.parallelRequests);
  });

  it('over a reload in the middle, and pays for no row twice', async () => {
    const storage = newName();
    const first = scoring({ storage });
    const killed = new Promise<void>((resolve) => {
      first.models.killAt(12, () => {
        first.lives.kill();
        resolve();
      });
    });
    const ended = scored(first.labeler, ranking({ completions: lines })).catch((error) => error);
    await killed;
    expect(await ended).toBeInstanceOf(ModelError);
    const second = scoring({ storage });
    await scored(second.labeler, ranking({ completions: lines }));
    const { rows } = await second.labeler.playground.scores({ runId: 'run1', order: 'rows', window: all });
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
    expect(second.models.scored.length).toBeLessThan(30 - 6);
  });

  it('while the device is lost, and resumes with the same row', async () => {
    const { labeler, models } = scoring();
    models.failing = new ModelError({ kind: 'device', code: 'LOST', message: 'The GPU was lost.' });
    const statuses: string[] = [];
    const end = scored(labeler, ranking({ completions: 'a\nb' }), {
      onProgress({ status }) {
        statuses.push(status.status);
        if (status.status !== 'paused') return;
        models.failing = null;
        labeler.playground.resume('run1');
      },
    });
    expect(await end).toMatchObject({ status: { status: 'finished' }, done: 2, failed: 0 });
    expect(statuses).toContain('paused');
  });
});

describe('what mattered', () => {
  it('is the drop of the log-probability when each word is left out, by n + 1 evaluations', async () => {
    const { labeler, models } = scoring();
    // A prompt that mentions cats makes the text more likely.
    models.score = ({ prompt }) => textOf([{ token: 'meow', logprob: userText(prompt).includes('cat') ? -1 : -4 }]);
    const request = ranking({}, { kind: 'mattered', expected: 'meow', unit: 'word' }, 'The cat says ');
    expect(await labeler.playground.checkScores(request, never)).toMatchObject({ value: { estimate: { calls: 4 } } });
    await scored(labeler, request);
    const { rows } = await labeler.playground.scores({ runId: 'run1', order: 'rows', window: all });
    expect(rows.map(({ prompt, left }) => [prompt, left])).toEqual([
      ['The cat says ', undefined],
      ['cat says ', { unit: 'word', start: 0, end: 4, drop: 0 }],
      ['The says ', { unit: 'word', start: 4, end: 8, drop: 3 }],
      ['The cat ', { unit: 'word', start: 8, end: 13, drop: 0 }],
    ]);
  });
});

describe('embedding texts', () => {
  it('tells empty and equal texts before the first call', async () => {
    const { labeler, models } = studio();
    const found = await labeler.playground.checkTexts(embedding('one\n\ntwo\none'), never);
    expect(found).toMatchObject({ ok: true, value: { total: 3, empty: [2], equal: [4], estimate: { calls: 1 } } });
    expect(models.embedded).toEqual([]);
  });

  it('makes a vector of each text, and pays for equal texts once', async () => {
    const { labeler, models } = studio();
    models.vector = axes;
    expect(await embedded(labeler, embedding('x\ny\n\nx'))).toMatchObject({ done: 3, total: 3, failed: 0 });
    expect(models.embedded).toEqual([['x', 'y']]);
    const window = { from: 0, count: 3 };
    const similarity = await labeler.playground.similarity({ runId: 'run1', rows: window, columns: window });
    expect(similarity).toMatchObject({ rowLabels: ['x', 'y', 'x'], total: 3, dimensions: 3, lengths: [2, 2] });
    expect(similarity.cosines).toEqual([
      [1, 0, 1],
      [0, 1, 0],
      [1, 0, 1],
    ]);
  });

  it('takes texts and colours from a file', async () => {
    const { labeler, models } = studio();
    models.vector = axes;
    const dataset = await read(labeler, 'text,kind\nx,good\ny,bad\nxy,good\n');
    await embedded(labeler, embedding('', { dataset, textColumn: 'text', colourColumn: 'kind' }));
    const near = await labeler.playground.neighbours({ runId: 'run1', of: 0, count: 1 });
    expect(near).toEqual([{ place: 2, label: 'xy', colour: 'good', cosine: expect.closeTo(Math.SQRT1_2, 6) }]);
  });

  it('finds what is nearest to a text', async () => {
    const { labeler, models } = studio();
    models.vector = axes;
    const request = embedding('x\ny\nz');
    await embedded(labeler, request);
    const query = { type: 'text', text: 'yz' } as const;
    const search = { run: request.run, query, count: 2, model: request.run.model };
    const found = await labeler.playground.search(search, never);
    expect(found.map(({ label }) => label)).toEqual(['y', 'z']);
  });

  it('leaves out a vector in which a number is none, and says so of its text alone', async () => {
    const { labeler, models } = studio();
    models.vector = (text) => (text === 'bad' ? Float32Array.of(Number.NaN, 0, 0) : axes(text));
    expect(await embedded(labeler, embedding('x\nbad\ny'))).toMatchObject({ done: 3, failed: 1 });
    const window = { from: 0, count: 9 };
    const { rowLabels } = await labeler.playground.similarity({ runId: 'run1', rows: window, columns: window });
    expect(rowLabels).toEqual(['x', 'y']);
  });

  it('asks for texts one by one where a call of several fails', async () => {
    const { labeler, models } = studio();
    models.vector = (text) => {
      if (text === 'bad') throw new ModelError({ kind: 'prompt-blocked', code: 'SAFETY', message: 'Blocked.' });
      return axes(text);
    };
    expect(await embedded(labeler, embedding('x\nbad\ny'))).toMatchObject({ done: 3, failed: 1 });
  });
});

describe('a map', () => {
  const texts = Array.from({ length: 12 }, (_, n) => `${'xyz'[n % 3]}${n}`).join('\n');

  it('by PCA is the same each time, with shares of the variance', async () => {
    const { labeler, models } = studio();
    models.vector = axes;
    await embedded(labeler, embedding(texts));
    const [first, again] = [await drawn(labeler, 'pca'), await drawn(labeler, 'pca')];
    expect(first).toEqual(again);
    expect(first?.points).toHaveLength(12);
    const [one = 0, other = 0] = first?.variance ?? [];
    expect(one + other).toBeCloseTo(1, 3);
  });

  it('by UMAP is the same for the same seed, and parts what is far apart', async () => {
    const { labeler, models } = studio();
    models.vector = axes;
    await embedded(labeler, embedding(texts));
    const first = await drawn(labeler, 'umap');
    expect(await drawn(labeler, 'umap')).toEqual(first);
    const points = first?.points ?? [];
    const far = (a: number, b: number) =>
      Math.hypot((points[a]?.x ?? 0) - (points[b]?.x ?? 0), (points[a]?.y ?? 0) - (points[b]?.y ?? 0));
    expect(points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
    expect(far(0, 3)).toBeLessThan(far(0, 1));
  });

  it('can be stopped between two epochs', async () => {
    const { labeler, models } = studio();
    models.vector = axes;
    await embedded(labeler, embedding(texts));
    const stop = new AbortController();
    const map = labeler.playground.map({ runId: 'run1', method: 'umap', seed: 1 }, stop.signal);
    const stopped = (async () => {
      for await (const { progress } of map) if (progress > 0) stop.abort(new Error('Stopped.'));
    })();
    await expect(stopped).rejects.toThrow('Stopped.');
  });

  it('of one text alone is a point by PCA, and refused in words by UMAP', async () => {
    const { labeler, models } = studio();
    models.vector = axes;
    await embedded(labeler, embedding('x'));
    expect((await drawn(labeler, 'pca'))?.points).toEqual([{ place: 0, label: 'x', x: 0, y: 0 }]);
    await expect(drawn(labeler, 'umap')).rejects.toThrow(/at least 4/);
  });
});

describe('vectors as files', () => {
  it('are an NPY file of little-endian float32 in C order, with the texts beside', async () => {
    const { labeler, models } = studio();
    models.vector = axes;
    await embedded(labeler, embedding('x\n"y", z'));
    const { name, file } = await labeler.playground.vectorsFile({ runId: 'run1', as: 'npy' }, never);
    expect(name).toBe('vectors.zip');
    const files = unzipSync(new Uint8Array(await file.arrayBuffer()));
    const npy = files['vectors.npy'] ?? new Uint8Array();
    const header = new TextDecoder('latin1').decode(npy.subarray(0, 128));
    expect(header.slice(1, 6)).toBe('NUMPY');
    expect(header).toContain("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }");
    const start = 10 + (npy[8] ?? 0) + 256 * (npy[9] ?? 0);
    expect(start % 64).toBe(0);
    const view = new DataView(npy.buffer, npy.byteOffset + start);
    const numbers = Array.from({ length: 6 }, (_, at) => view.getFloat32(4 * at, true));
    expect(numbers).toEqual([1, 0, 0, 0, expect.closeTo(Math.SQRT1_2, 6), expect.closeTo(Math.SQRT1_2, 6)]);
    expect(npy.length).toBe(start + 24);
    expect(new TextDecoder().decode(files['texts.csv'])).toBe(
      'text,colour,length\r\nx,,2\r\n"""y"", z",,2.82842712\r\n',
    );
  });

  it('count only vectors of the same dimensions before the numbers', async () => {
    const { labeler, models } = studio();
    models.vector = (text) => Float32Array.from(text === 'y' ? [1, 0] : [1, 0, 0]);
    await embedded(labeler, embedding('x\ny\nz'));
    const { file } = await labeler.playground.vectorsFile({ runId: 'run1', as: 'npy' }, never);
    const npy = unzipSync(new Uint8Array(await file.arrayBuffer()))['vectors.npy'] ?? new Uint8Array();
    expect(new TextDecoder('latin1').decode(npy.subarray(0, 128))).toContain("'shape': (2, 3)");
    expect(npy.length).toBe(128 + 24);
  });

  it('are JSON and CSV, as long as the model gave them when they are not normalised', async () => {
    const { labeler, models } = studio();
    models.vector = axes;
    await embedded(labeler, embedding('x\ny', { normalise: false }));
    const json = await labeler.playground.vectorsFile({ runId: 'run1', as: 'json' }, never);
    expect(JSON.parse(await json.file.text())).toEqual([
      { text: 'x', length: 2, vector: [2, 0, 0] },
      { text: 'y', length: 2, vector: [0, 2, 0] },
    ]);
    const csv = await labeler.playground.vectorsFile({ runId: 'run1', as: 'csv' }, never);
    expect(await csv.file.text()).toBe('text,colour,length,d0,d1,d2\r\nx,,2,2,0,0\r\ny,,2,0,2,0\r\n');
  });

  it('are refused in words where there is none', async () => {
    const { labeler } = studio();
    await expect(labeler.playground.vectorsFile({ runId: 'gone', as: 'csv' }, never)).rejects.toThrow(/none on this/);
  });
});

describe('tokens of a completion', () => {
  it('are kept on the device, and go with their run', async () => {
    const storage = newName();
    const { labeler } = studio({ storage });
    const kept = { kind: 'completion', tokens: [{ token: ' a', logprob: -1, alternatives: [] }] } as const;
    await labeler.playground.keepTokens({ runId: 'run1', place: 2, kept });
    const again = studio({ storage }).labeler;
    expect(await again.playground.tokens({ runId: 'run1', place: 2 })).toEqual(kept);
    expect(await again.playground.tokens({ runId: 'run1', place: 1 })).toBeNull();
    await again.playground.remove('run1');
    expect(await again.playground.tokens({ runId: 'run1', place: 2 })).toBeNull();
  });
});

const all = { from: 0, count: 100 };

/** A studio whose texts are as likely as they are short. */
function scoring(given?: Parameters<typeof studio>[0]) {
  const opened = studio(given);
  opened.models.score = letters;
  return opened;
}

/** −2 for the first letter, and −1/4 for each further one. */
function letters({ expected }: ScoreRequest): ScoredText {
  return textOf([...expected].map((token, at) => ({ token, logprob: at === 0 ? -2 : -0.25 })));
}

function textOf(tokens: readonly { readonly token: string; readonly logprob: number }[]): ScoredText {
  return {
    tokens: tokens.map((token) => ({ ...token, rank: 1, likeliest: [token] })),
    countedOfPrompt: '',
    from: 'prompt',
    usage: noUsage,
  };
}

/** Of length 2, along the axes of the letters in it. */
function axes(text: string): Float32Array {
  return Float32Array.from(['x', 'y', 'z'], (letter) => (text.includes(letter) ? 2 : 0));
}

function ranking(rank: Partial<ScoresRun['rank']>, run: Partial<ScoresRun> = {}, prompt = 'Once'): ScoresRequest {
  const setup = { completions: '', dataset: null, promptColumn: null, completionColumn: null, ...rank };
  return { run: buildScoresRun({ rank: setup, ...run }), prompt: userPrompt(prompt), limits };
}

function embedding(texts: string, setup: Partial<EmbedRun['setup']> = {}) {
  const run = buildEmbedRun();
  return { run: { ...run, setup: { ...run.setup, texts, ...setup } }, images: {}, limits };
}

async function scored(
  { playground }: WorkPort,
  request: ScoresRequest,
  given: { readonly signal?: AbortSignal; readonly onProgress?: (progress: JobProgress) => void } = {},
): Promise<JobProgress | null> {
  return last(playground.score(request, given.signal ?? never), given.onProgress);
}

async function embedded({ playground }: WorkPort, request: ReturnType<typeof embedding>): Promise<JobProgress | null> {
  return last(playground.embed(request, never));
}

async function drawn({ playground }: WorkPort, method: 'pca' | 'umap'): Promise<MapProgress | null> {
  return last(playground.map({ runId: 'run1', method, seed: 1 }, never));
}

async function last<Event>(events: AsyncIterable<Event>, onEvent: (event: Event) => void = () => {}) {
  let latest: Event | null = null;
  for await (const event of events) {
    latest = event;
    onEvent(event);
  }
  return latest;
}

function ranksIn(outcome: ScoreRow['outcome']) {
  return outcome.status === 'scored' ? [outcome.bySum, outcome.byCharacter] : [];
}

async function read({ tables }: WorkPort, content: string): Promise<DatasetRef> {
  const file = new File([content], 'rows.csv');
  const options = defaultReadOptions;
  const table = await tables.read({ datasetId: 'rows', file, read: options, onProgress: () => {} }, never);
  if (!table.ok) throw new Error(table.error.message);
  return { id: 'rows', read: options, table: table.value };
}
