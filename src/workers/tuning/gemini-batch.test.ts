import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultSafety } from '../../core/model/service-settings';
import { noSums } from '../../core/tuning/run/make-rows';
import { blankTuningWork, type TuningRun } from '../../core/tuning/run/tuning-work';
import { batchLine, readBatchLine } from '../../providers/gemini/batch-file';
import { buildConstitution, buildPlan } from '../../testing/tuning-run';
import { closeChannels, studio } from '../../testing/work-on-device';
import { type BatchFormat, noBatchService } from '../jobs/batch-files';

const never = new AbortController().signal;
const limits = { parallelRequests: 4, requestsPerMinute: 1000 };
const gemini = { provider: 'gemini', id: 'gemini-flash-latest' } as const;
const prompts = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];

afterEach(closeChannels);

describe('a file of results as Gemini writes it', () => {
  it('may name an error, leave a call out, know a key that we do not, and have its lines in any order', async () => {
    const { batchFile, importBatch } = opened();
    const first = await batchFile();
    const row = lineOf(first);
    const read = await importBatch([
      answer(row(6), 'Not yet at its', 'MAX_TOKENS'),
      { key: row(5), response: { promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: usage } },
      answer(row(4), 'The fourth answer.'),
      // Row 3 has no line.
      { key: row(2), error: { code: 3, message: 'Request contains an invalid argument.' } },
      answer('row-99-answer-1-k0y', 'An answer to another question.'),
      answer(row(1), 'The first answer.'),
    ]);
    expect(read).toMatchObject({ ok: true, value: { answers: 3, unanswered: 1, unknown: 1 } });
    expect(read.ok && read.value.failed.map(({ row: number, message }) => `${number}: ${message}`)).toEqual([
      expect.stringMatching(/^2: .*Request contains an invalid argument/),
      expect.stringMatching(/^5: .*SAFETY/),
    ]);
  });

  it('leaves what has no answer to the next file, and a run finds the rest in the order of its prompts', async () => {
    const { batchFile, importBatch, generated, rows, asked } = opened();
    const first = lineOf(await batchFile());
    const blocked = { key: first(5), response: { promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: usage } };
    const refused = { key: first(2), error: { code: 3, message: 'Request contains an invalid argument.' } };
    await importBatch([
      answer(first(6), 'Not yet at its', 'MAX_TOKENS'),
      blocked,
      refused,
      ...[4, 1].map((n) => answer(first(n), `Answer ${n}.`)),
    ]);

    const second = await batchFile();
    expect([second.stage, second.calls]).toEqual(['answer', 2]);
    await importBatch([3, 2].map((n) => answer(lineOf(second)(n), `Answer ${n}.`)));
    for (const [stage, text] of [
      ['critique', '{"critique":"Critique: Too short.","problem":"yes"}'],
      ['revision', 'Revision: A longer answer.'],
    ] as const) {
      const file = await batchFile();
      expect([file.stage, file.calls]).toEqual([stage, 5]);
      await importBatch(file.keys.toReversed().map((key) => answer(key, text)));
    }

    expect(await generated()).toMatchObject({ done: 6, failed: 1, passed: { answers: 5, revisions: 5 } });
    expect(asked).toEqual([]);
    const made = await rows();
    expect(made.map(({ row, outcome, code }) => `${row} ${code ?? outcome}`)).toEqual([
      '1 revised',
      '2 revised',
      '3 revised',
      '4 revised',
      '5 SAFETY',
      '6 revised',
    ]);
    expect(made.filter(({ flags }) => flags.includes('cut')).map(({ row }) => row)).toEqual([6]);
  });

  it('is for calls of one run: results of another one are refused by a key of theirs', async () => {
    const { importBatch } = opened();
    expect(await importBatch([answer('row-1-answer-1-k0y', 'An answer to another question.')])).toEqual({
      ok: false,
      error: expect.stringContaining('“row-1-answer-1-k0y”'),
    });
  });
});

const usage = { promptTokenCount: 12, candidatesTokenCount: 5, totalTokenCount: 17 };

/** A line that holds a whole answer of the service. */
function answer(key: string, text: string, finishReason = 'STOP') {
  const candidate = { content: { role: 'model', parts: [{ text }] }, finishReason, index: 0 };
  return { key, response: { candidates: [candidate], usageMetadata: usage, modelVersion: 'gemini-flash-latest' } };
}

/** The key of a row's call. */
function lineOf({ keys }: { readonly keys: readonly string[] }) {
  return (row: number) => keys.find((key) => key.startsWith(`row-${row}-`)) ?? '';
}

const format: BatchFormat = {
  line(call, { ref, safety = defaultSafety }) {
    if (ref.provider !== 'gemini') throw noBatchService(ref);
    return batchLine(call, { ref, safety });
  },
  read: (line) => readBatchLine(line, () => 0),
};

function opened() {
  const { labeler, models } = studio({ batch: format });
  const { tuning } = labeler;
  const run: TuningRun = {
    ...buildPlan({ constitution: buildConstitution() }),
    ...noSums,
    promptModel: gemini,
    alignmentModel: gemini,
    id: 'run',
    n: 1,
    at: '2026-03-01T10:00:00.000Z',
    prompts: { ...blankTuningWork.prompts, typed: prompts.join('\n') },
    estimate: { calls: 0, tokens: 0, seconds: 0 },
    status: { status: 'running' },
    done: 0,
    total: prompts.length,
  };
  return {
    asked: models.asked,
    async batchFile() {
      const { file, ...about } = await tuning.batchFile({ run, limits }, never);
      const lines = (await file.text()).trimEnd().split('\n');
      return { ...about, keys: lines.map((line) => (JSON.parse(line) as { readonly key: string }).key) };
    },
    importBatch(lines: readonly unknown[]) {
      const results = new Blob([lines.map((line) => `${JSON.stringify(line)}\n`).join('')]);
      return tuning.importBatch({ run, limits, results }, never);
    },
    async generated() {
      let last = null;
      for await (const progress of tuning.generate({ run, limits }, never)) last = progress;
      return last;
    },
    async rows() {
      const request = { runs: [run], edits: {}, lateDifference: 512, filter: {}, window: { from: 0, count: 100 } };
      return (await tuning.rows(request)).rows;
    },
  };
}
