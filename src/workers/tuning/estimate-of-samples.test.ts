import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultReadOptions } from '../../core/dataset/table';
import { readConstitution } from '../../core/tuning/constitution/read-constitution';
import { noSums } from '../../core/tuning/run/make-rows';
import { blankTuningWork, type TuningRun } from '../../core/tuning/run/tuning-work';
import { type TuningSample, tuningSamples } from '../../core/tuning/samples';
import type { TuningProgress } from '../../core/tuning/tuning-port';
import { countingIds } from '../../testing/builders';
import { buildPlan } from '../../testing/tuning-run';
import { closeChannels, studio } from '../../testing/work-on-device';

const never = new AbortController().signal;

afterEach(closeChannels);

describe('the estimate of a run on a sample', () => {
  it.each(tuningSamples)(
    'is within a tenth of its calls and tokens: $name',
    async (sample) => {
      for (const settings of [{}, { make: 'comparison' }] as const) {
        const { estimate, spent } = await estimatedAndSpent(sample, settings);
        const what = `${JSON.stringify(settings)}: ${estimate.tokens} tokens estimated, ${spent.tokens} spent`;
        expect(Math.abs(estimate.calls / spent.calls - 1), what).toBeLessThanOrEqual(0.1);
        expect(Math.abs(estimate.tokens / spent.tokens - 1), what).toBeLessThanOrEqual(0.1);
      }
    },
    30_000,
  );
});

async function estimatedAndSpent(sample: TuningSample, settings: Parameters<typeof buildPlan>[0]) {
  const { labeler } = studio();
  const read = readConstitution(new TextDecoder().decode(sampleFile(sample.constitutionFile)), countingIds('entry-'));
  if (!read.ok) throw new Error(read.error);
  const file = new File([sampleFile(sample.promptsFile)], sample.promptsFile);
  const dataset = { datasetId: 'd', file, read: defaultReadOptions, onProgress: () => {} };
  const table = await labeler.tables.read(dataset, never);
  if (!table.ok) throw new Error(table.error.message);
  const prompts = {
    ...blankTuningWork.prompts,
    dataset: { id: 'd', read: defaultReadOptions, table: table.value },
    promptColumn: 'prompt',
    idColumn: 'id',
  };
  const limits = { parallelRequests: 8, requestsPerMinute: 120 };
  const plan = { ...buildPlan({ ...settings, constitution: read.value.constitution }), prompts };
  const found = await labeler.tuning.check({ ...plan, limits }, never);
  if (!found.ok) throw new Error(found.error.message);
  const { estimate, total } = found.value;
  const run: TuningRun = {
    ...plan,
    ...noSums,
    id: 'run',
    n: 1,
    at: '2026-03-01T10:00:00.000Z',
    estimate,
    status: { status: 'running' },
    done: 0,
    total,
  };
  let last: TuningProgress | null = null;
  for await (const progress of labeler.tuning.generate({ run, limits }, never)) last = progress;
  if (last?.done !== 50) throw new Error('Expected 50 prompts.');
  return { estimate, spent: last };
}

function sampleFile(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../../../public/samples/${name}`, import.meta.url)));
}
