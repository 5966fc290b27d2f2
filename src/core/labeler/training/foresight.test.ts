import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, deriveSeed } from '../../random';
import type { Prediction } from '../prediction/prediction';
import { applyRuleMutation, type Rulebook, type RuleMutation } from '../rules/rulebook';
import type { Score } from '../run/hyperparameters';
import { type Branch, type Foresight, foreseeBoth, foreseeChange } from './foresight';

const labels = ['a', 'b', 'c'];
const scores: readonly Score[] = [{ kind: 'accuracy' }, { kind: 'macro-f1' }, { kind: 'label-f1', label: 'b' }];

/** A reader who goes by the rules: it follows the rule that it finds the most exact of those that hold; of none, the closest label. */
function readerOf(row: string): (rulebook: Rulebook) => Prediction {
  const chance = (...what: readonly string[]) => createRandom(deriveSeed(7, row, ...what)).next();
  return ({ labels: all }) => {
    const rules = all.flatMap(({ label, rules }) => rules.map(({ id, text }) => ({ label, id, text })));
    const holding = rules.filter(({ text }) => chance('holds', text) < 0.4);
    const [followed] = holding.toSorted((a, b) => chance('exact', b.text) - chance('exact', a.text));
    if (followed !== undefined) return { label: followed.label, ruleId: followed.id, outcome: 'read' };
    const closeness = ({ label, rules: own }: Rulebook['labels'][number]) =>
      Math.max(chance('name', label), ...own.map(({ text }) => chance('close', text)));
    const [closest] = all.toSorted((a, b) => closeness(b) - closeness(a));
    return { label: closest?.label ?? 'a', outcome: 'read' };
  };
}

const mutationOf = fc.record({
  kind: fc.constantFrom('add', 'edit', 'delete'),
  label: fc.constantFrom(...labels),
  at: fc.nat(2),
  text: fc.string(),
});

const harness = fc
  .record({
    seed: fc.string(),
    sizes: fc.tuple(...labels.map(() => fc.integer({ min: 1, max: 3 }))),
    changes: fc.tuple(mutationOf, mutationOf, mutationOf),
    rows: fc.integer({ min: 1, max: 30 }),
    /** Which rows a rulebook with a single change has come to. */
    reach: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ seed, sizes, changes, rows, reach }) => {
    const parent: Rulebook = {
      task: '',
      labels: labels.map((label, place) => ({
        label,
        rules: Array.from({ length: sizes[place] ?? 1 }, (_, n) => ({ id: `${label}${n}`, text: `${label}${n}` })),
      })),
    };
    const mutations = changes.map(({ kind, label, at, text }, n): RuleMutation => {
      // Each change has a rule of its own to change: two changes of the same rule exclude each other.
      const rule = parent.labels.find((each) => each.label === label)?.rules[(at + n) % 3];
      if (kind === 'add' || rule === undefined)
        return { kind: 'add', label, rule: { id: `new${n}`, text: `new${n}${text}` } };
      const { id: ruleId, text: was } = rule;
      return kind === 'edit'
        ? { kind, label, ruleId, was, text: `edit${n}${text}` }
        : { kind: 'delete', label, ruleId, was };
    });
    const goldens = Array.from({ length: rows }, (_, place) => {
      const random = createRandom(deriveSeed(3, seed, `${place}`));
      return { label: labels[random.whole(labels.length)] ?? 'a', read: readerOf(`${seed} ${place}`) };
    });
    return { parent, mutations, rows: goldens, reach };
  })
  .filter(({ mutations }) => {
    const targets = mutations.flatMap((mutation) => (mutation.kind === 'add' ? [] : [mutation.ruleId]));
    return new Set(targets).size === targets.length;
  });

type Harness = typeof harness extends fc.Arbitrary<infer T> ? T : never;

function truthOf({ parent, rows }: Harness, mutations: readonly RuleMutation[]): readonly Prediction[] {
  const rulebook = mutations.reduce(applyRuleMutation, parent);
  return rows.map(({ read }) => read(rulebook));
}

/** What is known of a rulebook that was read on some of the rows that only reading tells. */
function branch(
  { truth, foreseen, mutation }: { truth: readonly Prediction[]; foreseen: Foresight; mutation: RuleMutation },
  isRead: (place: number) => boolean,
): Branch {
  const read = truth.map((each, place) => (foreseen[place] === null && isRead(place) ? each : null));
  return { read, foreseen, mutation };
}

function expectTrue(
  foreseen: Foresight,
  truth: readonly Prediction[],
  { harness: { rows }, score }: { harness: Harness; score: Score },
) {
  foreseen.forEach((each, place) => {
    if (each === null) return;
    const golden = rows[place]?.label;
    if (score.kind === 'accuracy') expect(each.label === golden).toBe(truth[place]?.label === golden);
    else expect(each.label).toBe(truth[place]?.label);
  });
}

describe('what is foreseen of a reader who goes by the rules', () => {
  it.each(scores)('is true of one change: $kind', (score) => {
    fc.assert(
      fc.property(harness, (given) => {
        const [mutation] = given.mutations;
        if (mutation === undefined) return;
        const foreseen = foreseeChange({ rows: given.rows, score, parent: truthOf(given, []), mutation });
        expectTrue(foreseen, truthOf(given, [mutation]), { harness: given, score });
      }),
      { numRuns: 300 },
    );
  });

  it.each(scores)('is true of two changes, and of three: $kind', (score) => {
    fc.assert(
      fc.property(harness, (given) => {
        const { rows, mutations, reach } = given;
        const [one, two, three] = mutations;
        if (one === undefined || two === undefined || three === undefined) return;
        const parent = truthOf(given, []);
        const alone = (mutation: RuleMutation, isRead: (place: number) => boolean) =>
          branch(
            {
              truth: truthOf(given, [mutation]),
              foreseen: foreseeChange({ rows, score, parent, mutation }),
              mutation,
            },
            isRead,
          );
        // The winner was read wherever only reading tells; the others as far as they came.
        const winner = alone(one, () => true);
        const together = (mutation: RuleMutation, isRead: (place: number) => boolean) => {
          const second = alone(mutation, (place) => place % 5 < reach);
          const foreseen = foreseeBoth({ rows, score, parent, first: winner, second });
          const truth = truthOf(given, [one, mutation]);
          expectTrue(foreseen, truth, { harness: given, score });
          return branch({ truth, foreseen, mutation }, isRead);
        };
        const first = together(two, () => true);
        const second = together(three, (place) => place % 3 < reach);
        const readings = rows.flatMap((_, place) => winner.read[place] ?? winner.foreseen[place] ?? []);
        const foreseen = foreseeBoth({ rows, score, parent: readings, first, second });
        expectTrue(foreseen, truthOf(given, [one, two, three]), { harness: given, score });
      }),
      { numRuns: 500 },
    );
  });

  it('is the old rule where neither new one is followed, the new one where one is, and open where both are', () => {
    const rows = ['b', 'b', 'b', 'b'].map((label) => ({ label }));
    const followed = (label: string, ruleId: string): Prediction => ({ label, ruleId, outcome: 'read' });
    const add = (label: string, id: string): RuleMutation => ({ kind: 'add', label, rule: { id, text: id } });
    const old = followed('a', 'a0');
    const foreseen = foreseeBoth({
      rows,
      score: { kind: 'accuracy' },
      parent: rows.map(() => old),
      first: {
        mutation: add('b', 'first'),
        read: [old, followed('b', 'first'), old, followed('b', 'first')],
        foreseen: [null, null, null, null],
      },
      second: {
        mutation: add('c', 'second'),
        read: [old, old, followed('c', 'second'), followed('c', 'second')],
        foreseen: [null, null, null, null],
      },
    });
    expect(foreseen).toEqual([old, followed('b', 'first'), followed('c', 'second'), null]);
  });

  it('is nothing where a reader contradicts itself', () => {
    const rows = [{ label: 'b' }];
    const read = (ruleId: string): readonly Prediction[] => [{ label: ruleId.slice(0, 1), ruleId, outcome: 'read' }];
    const branchOf = (id: string, ruleId: string): Branch => ({
      mutation: { kind: 'add', label: 'b', rule: { id, text: id } },
      read: read(ruleId),
      foreseen: [null],
    });
    const first = branchOf('first', 'a0');
    const second = branchOf('second', 'c0');
    expect(foreseeBoth({ rows, score: { kind: 'accuracy' }, parent: read('a0'), first, second })).toEqual([null]);
  });
});
