import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultExportSettings } from '../../core/tuning/export/export-settings';
import { buildTuningRun } from '../../testing/tuning-rows';
import { closeChannels, studio } from '../../testing/work-on-device';

const never = new AbortController().signal;

afterEach(closeChannels);

function fixture(name: string): File {
  const url = new URL(`../../core/tuning/export/fixtures/${name}`, import.meta.url);
  return new File([readFileSync(url)], name);
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

  it('are none without their columns, and nothing is kept', async () => {
    const { labeler } = studio();

    const brought = await labeler.tuning.bringPairs({ runId: 'pairs3', file: fixture('sft.csv') }, never);

    expect(brought).toMatchObject({ ok: false });
    const { total } = await labeler.tuning.rows({ ...asked('pairs3'), filter: {}, window: { from: 0, count: 10 } });
    expect(total).toBe(0);
  });
});
