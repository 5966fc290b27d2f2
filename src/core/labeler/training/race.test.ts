import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValidationExample } from '../../dataset/example';
import type { Predictor } from '../prediction/predict';
import type { Prediction } from '../prediction/prediction';
import type { Rulebook, RuleMutation } from '../rules/rulebook';
import type { Score } from '../run/hyperparameters';
import { type Contender, contenderOf, isHigher, ranked, type Yardstick } from './contender';
import { foreseeChange } from './foresight';
import { openRace, planRace, runField } from './race';
import { canMove } from './reach';

const labels = ['a', 'b', 'c'];
const scores: readonly Score[] = [{ kind: 'accuracy' }, { kind: 'macro-f1' }, { kind: 'label-f1', label: 'b' }];
const add: RuleMutation = { kind: 'add', label: 'a', rule: { id: 'r', text: 'R' } };
const edit: RuleMutation = { kind: 'edit', label: 'a', ruleId: 'r', was: 'Q', text: 'R' };
const drop: RuleMutation = { kind: 'delete', label: 'a', ruleId: 'r', was: 'Q' };

/** Golden labels, the champion's answers, and those of each challenger; null: unread. */
const field = fc.integer({ min: 2, max: 60 }).chain((size) => {
  const column = (answers: fc.Arbitrary<string | null>) => fc.array(answers, { minLength: size, maxLength: size });
  const answer = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...labels) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
  return fc.record({
    golden: column(fc.constantFrom(...labels)) as fc.Arbitrary<string[]>, // no answer of this one is null
    champion: column(answer),
    challengers: fc.array(column(answer), { minLength: 1, maxLength: 5 }),
    // How many of its wrong answers each of them has right after all: so that some are worth having.
    skill: fc.integer({ min: 0, max: 3 }),
  });
});

interface Outcome {
  readonly winner: string;
  readonly read: number;
}

async function raced(
  {
    golden,
    champion,
    challengers,
    mutation = edit,
  }: {
    golden: readonly string[];
    champion: readonly (string | null)[];
    challengers: readonly (readonly (string | null)[])[];
    mutation?: RuleMutation;
  },
  score: Score,
): Promise<{ readonly fast: Outcome; readonly brute: Outcome; readonly values: ReadonlyMap<string, number> }> {
  const rows = golden.map(
    (label, index) => ({ id: `${index}`, row: index + 1, fields: [], label }) as unknown as ValidationExample, // of a test's own making
  );
  const yardstick: Yardstick = { rows, labels, score, seed: 1 };
  const rulebooks = challengers.map((_, index) => rulebookOf(index));
  let read = 0;
  const predictor: Pick<Predictor, 'predict'> = {
    predict: (rulebook, asked) =>
      asked.map(async ({ id }) => {
        read += 1;
        return predictionOf(challengers[rulebooks.indexOf(rulebook)]?.[Number(id)] ?? null);
      }),
  };
  const contender = (id: string, rulebook: Rulebook, answers: readonly (string | null)[]): Contender =>
    contenderOf({ checkpointId: id, rulebook, predictions: answers.map(predictionOf) }, yardstick);
  const first = contender('champion', rulebookOf(99), champion);
  const all = challengers.map((answers, index) => contender(`challenger-${index}`, rulebookOf(index), answers));

  const runners = rulebooks.map((rulebook) => {
    const parent = first.predictions;
    const foreseen = foreseeChange({ rows, score, parent, mutation });
    const plan = planRace({ rows, parent, foreseen, order: [...rows.keys()], examplesPerCall: 1 });
    return { rulebook, race: openRace({ rulebook, ...plan, yardstick }, predictor) };
  });
  for (const { race } of runners) await race.readOn((best) => isHigher(best, first.value), 1);
  await runField(runners, first.value);
  const settled = all.filter((_, index) => runners[index]?.race.isSettled === true);
  for (const { race, rulebook } of runners) {
    if (all.find((each) => each.rulebook === rulebook) === ranked(first, settled)[0]) await race.finish();
  }
  const winnerOf = (rivals: readonly Contender[]): string => ranked(first, rivals)[0]?.checkpointId ?? '';
  return {
    fast: { winner: winnerOf(settled), read },
    brute: { winner: winnerOf(all), read: rows.length * challengers.length },
    values: new Map([first, ...all].map(({ checkpointId, value }) => [checkpointId, value])),
  };
}

describe('a race', () => {
  it.each(scores)(
    'has the winner of reading every row by every challenger that goes by its rules: $kind',
    async (score) => {
      await fc.assert(
        fc.asyncProperty(field, fc.constantFrom(add, edit, drop), async (given, mutation) => {
          const { golden, champion, skill } = given;
          // A change moves rows to its label or away from it, and leaves the others as they were.
          const challengers = given.challengers.map((answers) =>
            answers.map((answer, index) => {
              const label = golden[index] ?? 'a';
              const now = champion[index] ?? null;
              if (!canMove({ mutation, golden: label, now: predictionOf(now), score })) return now;
              return index % 4 < skill ? label : answer;
            }),
          );
          const { fast, brute } = await raced({ golden, champion, challengers, mutation }, score);
          expect(fast.winner).toBe(brute.winner);
          expect(fast.read).toBeLessThanOrEqual(brute.read);
        }),
        { numRuns: 200 },
      );
    },
  );

  it('reads a fraction of the rows: of a useless challenger only those that its change could mend', async () => {
    const golden = Array.from({ length: 99 }, (_, index) => labels[index % 3] ?? 'a');
    const champion = golden.map((label, index) => (index < 21 ? 'wrong' : label));
    const { fast } = await raced({ golden, champion, challengers: [champion, champion] }, { kind: 'accuracy' });
    expect(fast).toEqual({ winner: 'champion', read: 7 + 7 });
  });

  it('drops a challenger that breaks more than it mends after a few rows', async () => {
    const golden = Array.from({ length: 100 }, () => 'a');
    const champion = golden.map((label, index) => (index < 10 ? 'b' : label));
    const harmful = golden.map((label, index) => (index < 3 ? label : 'b'));
    const { fast } = await raced({ golden, champion, challengers: [harmful] }, { kind: 'accuracy' });
    expect(fast.winner).toBe('champion');
    expect(fast.read).toBeLessThan(25);
  });

  it('spares those who cannot win any more against a better one', async () => {
    const golden = Array.from({ length: 100 }, () => 'a');
    const champion = golden.map((label, index) => (index < 20 ? 'b' : label));
    const better = (mended: number) => golden.map((label, index) => (index < 20 - mended ? 'b' : label));
    const challengers = [better(3), better(15), better(4)];
    const { fast } = await raced({ golden, champion, challengers }, { kind: 'accuracy' });
    expect(fast).toEqual({ winner: 'challenger-1', read: 20 + 100 + 20 });
  });

  it('reads nothing where nothing can be gained', async () => {
    const golden = ['a', 'b', 'c'];
    const { fast } = await raced({ golden, champion: golden, challengers: [golden] }, { kind: 'macro-f1' });
    expect(fast).toEqual({ winner: 'champion', read: 0 });
  });
});

describe('the plan of a race', () => {
  it('has every row once that is not foreseen, whatever the parent and the change', () => {
    fc.assert(
      fc.property(
        field,
        fc.constantFrom(add, edit, drop),
        fc.integer({ min: 1, max: 7 }),
        (given, mutation, examplesPerCall) => {
          const rows = given.golden.map((label) => ({ label }) as unknown as ValidationExample); // of a test's own making
          const parent = given.champion.map(predictionOf);
          const foreseen = foreseeChange({ rows, score: { kind: 'accuracy' }, parent, mutation });
          const { rounds } = planRace({ rows, parent, foreseen, order: [...rows.keys()], examplesPerCall });
          const open = [...rows.keys()].filter((place) => foreseen[place] === null);
          expect(rounds.flat().toSorted((a, b) => a - b)).toEqual(open);
        },
      ),
    );
  });
});

describe('the ranking', () => {
  const yardstick = { rows: [], labels, score: { kind: 'accuracy' } } as const;
  const of = (id: string, rules: readonly string[], value: number): Contender => ({
    ...contenderOf({ checkpointId: id, predictions: [], rulebook: bookOf(rules) }, yardstick),
    value,
  });
  const order = (champion: Contender, ...others: Contender[]) =>
    ranked(champion, others).map((each) => each.checkpointId);

  it('prefers the champion among equals, then fewer rules, then shorter ones, then the earlier one', () => {
    const champion = of('champion', ['a long rule', 'another'], 0.8);
    expect(
      order(
        champion,
        of('more', ['a', 'b', 'c'], 0.8),
        of('long', ['abc'], 0.8),
        of('short', ['ab'], 0.8),
        of('later', ['ba'], 0.8),
      ),
    ).toEqual(['champion', 'short', 'later', 'long', 'more']);
  });

  it('puts a higher score first, whatever the rules', () => {
    expect(order(of('champion', ['a'], 0.8), of('better', ['a', 'b'], 0.81))).toEqual(['better', 'champion']);
    expect(isHigher(0.8 + 1e-12, 0.8)).toBe(false);
  });
});

function rulebookOf(index: number): Rulebook {
  return bookOf([`Rule of ${index}`]);
}

function bookOf(rules: readonly string[]): Rulebook {
  return {
    task: '',
    labels: [
      { label: 'a', rules: rules.map((text, index) => ({ id: `${index}`, text })) },
      { label: 'b', rules: [] },
    ],
  };
}

function predictionOf(label: string | null): Prediction {
  return label === null ? { label, outcome: 'unread' } : { label, outcome: 'read' };
}
