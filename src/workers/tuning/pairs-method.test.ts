import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { JobStore } from '../../core/jobs/job-store';
import { defaultExportSettings } from '../../core/tuning/export/export-settings';
import type { KeptRow, RunSums } from '../../core/tuning/run/kept-row';
import { buildTuningRun } from '../../testing/tuning-rows';
import { closeChannels, studio } from '../../testing/work-on-device';
import { pairsMethod } from './pairs-method';

const never = new AbortController().signal;

afterEach(closeChannels);

function fixture(name: string): File {
  const url = new URL(`../../core/tuning/export/fixtures/${name}`, import.meta.url);
  return new File([readFileSync(url)], name);
}

function manyPairs(count: number): File {
  const lines = Array.from({ length: count }, (_, at) => `Question ${at},Answer ${at},No answer ${at}`);
  return new File([`prompt,chosen,rejected\n${lines.join('\n')}\n`], 'many.csv');
}

/** A storage that only knows which runs have rows, and of how many it is told at once. */
function recording({ append }: { readonly append: (rows: number) => void }) {
  const runs: string[] = [];
  const store: Pick<JobStore<KeptRow, RunSums>, 'append' | 'remove'> = {
    async append(runId, { rows }) {
      append(rows.length);
      if (!runs.includes(runId)) runs.push(runId);
    },
    async remove(runId) {
      runs.splice(runs.indexOf(runId), 1);
    },
  };
  return { runs, store };
}

function bringPairs(store: Pick<JobStore<KeptRow, RunSums>, 'append' | 'remove'>, file: File) {
  const method = pairsMethod({ tuning: store })['bring-pairs'];
  return method(
    { runId: 'pairs4', file: { name: file.name, content: file } },
    { signal: never, tell: () => {}, transfer: () => {} },
  );
}

/** What is asked of the rows of the run that pairs were brought into. */
function asked(runId: string) {
  const run = buildTuningRun('comparison', { id: runId, broughtIn: 'dpo.csv' });
  return { runs: [run], edits: {}, lateDifference: 512 };
}

describe('pairs of a file', () => {
  it('go out again as they came, to the byte', async () => {
    const { labeler, models } = studio();

    const brought = await labeler.tuning.bringPairs({ runId: 'pairs1', file: fixture('dpo.csv') }, never);

    expect(brought).toEqual({ ok: true, value: { pairs: 4, refused: [] } });
    const settings = { ...defaultExportSettings, format: 'ancestor-dpo', validationShare: 0 } as const;
    const request = { ...asked('pairs1'), settings, as: 'csv', feedback: [], projectName: 'Museum' } as const;
    const { file, leftOut } = await labeler.tuning.export(request, never);
    expect(await file.text()).toBe(await fixture('dpo.csv').text());
    expect(leftOut).toEqual({});
    expect(models.asked).toEqual([]);
  });

  it('that teach nothing are refused by row number', async () => {
    const { labeler } = studio();

    const brought = await labeler.tuning.bringPairs({ runId: 'pairs2', file: fixture('dpo-with-unclear.csv') }, never);

    expect(brought.ok && brought.value.refused.map(({ row }) => row)).toEqual([2, 3]);
    const window = { from: 0, count: 10 };
    const { rows } = await labeler.tuning.rows({ ...asked('pairs2'), filter: {}, window });
    expect(rows.map(({ row, outcome, score }) => [row, outcome, score])).toEqual([[1, 'brought-in', null]]);
  });

  it('lie in chunks of a hundred: a row of ten thousand is opened without reading all of them', async () => {
    const chunks: number[] = [];
    const { store, runs } = recording({ append: (rows) => void chunks.push(rows) });

    const brought = await bringPairs(store, manyPairs(250));

    expect(brought).toMatchObject({ ok: true, value: { pairs: 250 } });
    expect(chunks).toEqual([100, 100, 50]);
    expect(runs).toEqual(['pairs4']);
  });

  it('are all there or none: what was kept before the storage was full goes again', async () => {
    const { store, runs } = recording({
      append(rows) {
        if (rows < 100) throw new Error('The storage is full.');
      },
    });

    await expect(bringPairs(store, manyPairs(150))).rejects.toThrow('The storage is full.');
    expect(runs).toEqual([]);
  });

  it('are none without their columns, and nothing is kept', async () => {
    const { labeler } = studio();

    const brought = await labeler.tuning.bringPairs({ runId: 'pairs3', file: fixture('sft.csv') }, never);

    expect(brought).toMatchObject({ ok: false });
    const { total } = await labeler.tuning.rows({ ...asked('pairs3'), filter: {}, window: { from: 0, count: 10 } });
    expect(total).toBe(0);
  });
});
