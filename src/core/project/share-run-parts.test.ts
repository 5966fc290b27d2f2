import { expect, it } from 'vitest';
import { buildProject } from '../../testing/builders';
import { buildPrompts, buildTuningRun, buildTuningWork } from '../../testing/tuning-builders';
import { buildConstitution } from '../../testing/tuning-run';
import type { TuningWork } from '../tuning/run/tuning-work';
import { withSharedRunParts } from './share-run-parts';

function withSharedParts(tuning: TuningWork): TuningWork {
  const shared = withSharedRunParts(buildProject({ tuning })).tuning;
  if (shared === null) throw new Error('The work is gone.');
  return shared;
}

it('thirty runs by one constitution hold it once, as does the set-up', () => {
  const work = buildTuningWork({
    constitution: buildConstitution(),
    prompts: buildPrompts('Why?'),
    runs: Array.from({ length: 30 }, (_, at) =>
      buildTuningRun({ id: `run${at}`, n: at + 1, constitution: buildConstitution(), prompts: buildPrompts('Why?') }),
    ),
  });

  const shared = withSharedParts(work);

  expect(shared).toEqual(work);
  expect(new Set(shared.runs.map(({ constitution }) => constitution))).toEqual(new Set([work.constitution]));
  expect(shared.runs.every(({ constitution }) => constitution === work.constitution)).toBe(true);
  expect(shared.runs.every(({ prompts }) => prompts === work.prompts)).toBe(true);
});

it('runs by another constitution keep theirs, and share it with each other', () => {
  const other = () => buildConstitution({ pairs: [] });
  const runs = ['a', 'b'].map((id) => buildTuningRun({ id, constitution: other() }));
  const [first, second] = withSharedParts(buildTuningWork({ runs })).runs;

  expect(first?.constitution).toEqual(other());
  expect(second?.constitution).toBe(first?.constitution);
});

it('what is shared already keeps its identity', () => {
  const work = withSharedParts(buildTuningWork({ runs: [buildTuningRun(), buildTuningRun({ id: 'b', n: 2 })] }));
  expect(withSharedParts(work)).toBe(work);
});
