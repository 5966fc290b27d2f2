import { describe, expect, it } from 'vitest';
import {
  buildMadeRow,
  buildTuningConstitution,
  buildTuningRun,
  compared,
  cut,
  improved,
} from '../../../testing/tuning-rows';
import type { Made, RowEdit } from '../run/made-row';
import { examplesOf } from './examples-of';
import { defaultExportSettings } from './export-settings';
import { createStatistics } from './statistics-of';
import type { TuningStatistics } from './tuning-statistics';

const comparison = buildTuningRun('comparison');

function statisticsOf(
  made: readonly (Made | null)[],
  run = comparison,
  edits: readonly RowEdit[] = [],
): TuningStatistics {
  const statistics = createStatistics([run]);
  made.forEach((each, at) => {
    statistics.add(buildMadeRow(each, { row: at + 1 }), edits[at], run);
  });
  return statistics.result();
}

function times<T>(count: number, make: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

describe('a judge that always prefers the first place', () => {
  const made = times(100, (at) => compared([`Short ${at}.`, `A longer answer ${at}.`], ['first', 'second']));

  it('yields no pair and a flip rate of 100%', () => {
    const settings = { ...defaultExportSettings, format: 'trl-preference' } as const;
    const examples = made.flatMap((each) => {
      const found = examplesOf(buildMadeRow(each), { run: comparison, settings });
      return 'examples' in found ? found.examples : [];
    });

    expect(examples).toEqual([]);
    expect(statisticsOf(made).flips).toMatchObject({ share: 1, of: 100 });
  });

  it('is named', () => {
    const { firstPlaceWon, longerWon, favours } = statisticsOf(made);

    expect(firstPlaceWon).toMatchObject({ share: 1, of: 200 });
    expect(longerWon).toBeNull();
    expect(favours).toEqual(['first-place']);
  });
});

describe('a judge that always prefers the longer answer', () => {
  it('is named', () => {
    const made = times(40, (at) =>
      at % 2 === 0
        ? compared(['A longer answer.', 'Short.'], ['first', 'first'])
        : compared(['Short.', 'A longer answer.'], ['second', 'second']),
    );

    const { flips, firstPlaceWon, longerWon, favours } = statisticsOf(made);

    expect(longerWon).toMatchObject({ share: 1, high: 1, of: 40 });
    expect(longerWon?.low).toBeCloseTo(0.912, 3);
    expect(flips).toMatchObject({ share: 0 });
    expect(firstPlaceWon).toMatchObject({ share: 0.5 });
    expect(favours).toEqual(['longer']);
  });
});

describe('a judge that goes by neither', () => {
  it('is not named', () => {
    const made = times(40, (at) =>
      compared(['A longer answer.', 'Short.'], at % 2 === 0 ? ['first', 'first'] : ['second', 'second']),
    );

    expect(statisticsOf(made).favours).toEqual([]);
  });
});

describe('figures of rows', () => {
  it('count each row once: rejected, cut, or what came of it', () => {
    const made = [
      improved('A.', 'B.'),
      improved('A.', null),
      { ...improved('A.', 'B.'), answer: cut('A') },
      { ...improved('A.', 'B.'), answer: cut('A') },
      improved('A.', 'B.'),
      null,
    ];
    const edits = [{}, {}, {}, { isKept: true }, { isRejected: true }, {}] as const;

    expect(statisticsOf(made, buildTuningRun(), edits).outcomes).toEqual({
      revised: 2,
      'nothing-to-improve': 1,
      cut: 1,
      rejected: 1,
      'under-way': 1,
    });
  });

  it('count rows of each principle, also of one that nobody met', () => {
    const { principles } = statisticsOf([improved('A.', 'B.'), improved('A.', null)], buildTuningRun());

    expect(principles).toEqual([
      { name: 'pair 1', about: 'Say what is missing.', used: 2, outcomes: { revised: 1, 'nothing-to-improve': 1 } },
      { name: 'pair 2', about: 'Say what is too long.', used: 0, outcomes: {} },
    ]);
  });

  it('keep principles of one name apart that say different things', () => {
    const other = buildTuningRun('improvement', {
      id: 'run2',
      constitution: buildTuningConstitution({
        pairs: [{ id: 'c9', critique: 'Say what is rude.', revision: 'Be kind.' }],
      }),
    });
    const statistics = createStatistics([buildTuningRun(), other]);
    statistics.add(buildMadeRow(improved('A.', 'B.')), undefined, other);

    expect(statistics.result().principles.map(({ name, about, used }) => [name, about, used])).toEqual([
      ['pair 1', 'Say what is missing.', 0],
      ['pair 2', 'Say what is too long.', 0],
      ['pair 1', 'Say what is rude.', 1],
    ]);
  });

  it('give medians of words before and after', () => {
    const made = [
      improved('one two three', 'one'),
      improved('one two three four five', 'one two two'),
      improved('x', null),
    ];

    expect(statisticsOf(made, buildTuningRun()).words).toEqual({ before: 4, after: 2 });
    expect(statisticsOf([]).words).toBeNull();
  });

  it('leave unreadable judgements out of the flips', () => {
    const { flips } = statisticsOf([
      compared(['A.', 'B.'], ['first', 'unreadable']),
      compared(['A.', 'B.'], ['first', 'tie']),
      compared(['A.', 'B.'], ['first', 'first']),
    ]);

    expect(flips).toMatchObject({ share: 0.5, of: 2 });
  });
});
