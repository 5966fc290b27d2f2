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

const kinds = [
  {},
  { rounds: 2 },
  { make: 'revision-pair' },
  { make: 'revision-pair', rounds: 2 },
  { make: 'comparison' },
] as const;

describe('the estimate of a run on a sample', () => {
  it.each(tuningSamples)(
    'is within a tenth of its calls and tokens: $name',
    async (sample) => {
      for (const settings of kinds) {
        const { estimate, spent } = await estimatedAndSpent(sample, settings);
        isNear(estimate, spent, JSON.stringify(settings));
      }
    },
    60_000,
  );

  it('goes by what was seen: a second run of many early ends is estimated by those of the first', async () => {
    const [sample] = tuningSamples;
    if (sample === undefined) throw new Error('Expected a sample.');
    const settings = { rounds: 2, seed: 7 };
    const opened = await openedSample(sample);
    const first = await opened.estimatedAndSpent(settings, 'first');
    const second = await opened.estimatedAndSpent({ ...settings, seed: 8 }, 'second', ['first']);
    expect(first.seen).toEqual({ asked: 0, fine: 0 });
    expect(second.seen.asked).toBe(50);
    expect(second.estimate.calls).toBeLessThan(first.estimate.calls);
    isNear(second.estimate, second.spent, 'after a run');
  }, 30_000);

  it('goes by “Try one”, too, and by a prompt once however often it was tried', async () => {
    const [sample] = tuningSamples;
    if (sample === undefined) throw new Error('Expected a sample.');
    const { check, tryOne } = await openedSample(sample);
    await tryOne(1);
    await tryOne(1);
    await tryOne(2);
    expect((await check({})).seen.asked).toBe(2);
    expect((await check({ make: 'comparison' })).seen.asked).toBe(0);
  });
});

interface Cost {
  readonly calls: number;
  readonly tokens: number;
}

function isNear(estimate: Cost, spent: Cost, what: string) {
  const words = `${what}: ${estimate.calls} calls, ${estimate.tokens} tokens estimated, ${spent.calls}, ${spent.tokens} spent`;
  expect(Math.abs(estimate.calls / spent.calls - 1), words).toBeLessThanOrEqual(0.1);
  expect(Math.abs(estimate.tokens / spent.tokens - 1), words).toBeLessThanOrEqual(0.1);
}

type Settings = Omit<NonNullable<Parameters<typeof buildPlan>[0]>, 'constitution'>;

async function estimatedAndSpent(sample: TuningSample, settings: Settings) {
  return (await openedSample(sample)).estimatedAndSpent(settings, 'run');
}

async function openedSample(sample: TuningSample) {
  const { labeler } = studio();
  const read = readConstitution(new TextDecoder().decode(sampleFile(sample.constitutionFile)), countingIds('entry-'));
  if (!read.ok) throw new Error(read.error);
  const { constitution } = read.value;
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
  const planOf = (settings: Settings) => ({ ...buildPlan({ ...settings, constitution }), prompts, limits });

  const check = async (settings: Settings, earlierRuns: readonly string[] = []) => {
    const found = await labeler.tuning.check({ ...planOf(settings), earlierRuns }, never);
    if (!found.ok) throw new Error(found.error.message);
    return found.value;
  };
  return {
    check,
    async tryOne(row: number) {
      for await (const _ of labeler.tuning.tryOne({ plan: planOf({}), row, seed: 1 }, never));
    },
    async estimatedAndSpent(settings: Settings, id: string, earlierRuns: readonly string[] = []) {
      const { estimate, total, seen } = await check(settings, earlierRuns);
      const { limits: _, ...plan } = planOf(settings);
      const run: TuningRun = {
        ...plan,
        ...noSums,
        id,
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
      return { estimate, seen, spent: last };
    },
  };
}

function sampleFile(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../../../public/samples/${name}`, import.meta.url)));
}
