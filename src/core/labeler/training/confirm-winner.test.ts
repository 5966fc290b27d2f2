import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrainingExample, ValidationExample } from '../../dataset/example';
import type { Prediction } from '../prediction/prediction';
import type { Rulebook } from '../rules/rulebook';
import { defaultHyperparameters } from '../run/hyperparameters';
import type { TrainingEvent } from '../run/training-event';
import type { StepUnderWay } from './begin-step';
import { type Challenger, challengerOf, contenderAs } from './challenger';
import { confirmWinner } from './confirm-winner';
import { type Contender, contenderOf, isHigher, type Yardstick } from './contender';
import type { LabelerDeps } from './labeler-training';

const labels = ['a', 'b'];
const bookOf = (name: string): Rulebook => ({ task: name, labels: labels.map((label) => ({ label, rules: [] })) });
const readAs = (label: string): Prediction => ({ label, outcome: 'read' });
const cause = { id: 'cause', row: 1, fields: [], label: 'a' } as unknown as TrainingExample; // of a test's own making

/**
 * Rows of label `a`. A challenger reads `truth`, and is foreseen to read `hoped`, where that is not open. Its parent is the champion, or
 * one that was made from it and is foreseen to read every row rightly; the rows that `unreadByParent` names it has not read.
 */
async function confirmed(
  champion: readonly string[],
  rivals: readonly { hoped: readonly (string | null)[]; truth: readonly string[] }[],
  unreadByParent: readonly number[] = [],
) {
  const rows = champion.map(
    (_, at) => ({ id: `${at}`, row: at + 2, fields: [], label: 'a' }) as unknown as ValidationExample,
  ); // as above
  const yardstick: Yardstick = { rows, labels, score: { kind: 'accuracy' }, seed: 1 };
  const first: Contender = contenderOf(
    { checkpointId: 'champion', rulebook: bookOf('champion'), predictions: champion.map(readAs) },
    yardstick,
  );
  const predictions = first.predictions.map(() => readAs('a'));
  const read = predictions.map((each, at) => (unreadByParent.includes(at) ? null : each));
  const parent = unreadByParent.length === 0 ? first : { ...first, predictions, read, parent: first };
  const asked = new Map<string, number>();
  const predictor: Pick<LabelerDeps['predictor'], 'predict'> = {
    predict: ({ task }, wanted) =>
      wanted.map(async ({ id }) => {
        if (id === cause.id) return readAs('a');
        asked.set(task, (asked.get(task) ?? 0) + 1);
        return readAs(rivals[Number(task)]?.truth[Number(id)] ?? 'b');
      }),
  };
  const underWay = {
    labeler: { key: 'single', hyperparameters: defaultHyperparameters },
    step: 1,
    rows: [cause],
  } as unknown as StepUnderWay; // what a race asks of it
  const against = { champion: first, underWay, standing: { yardstick, order: [...rows.keys()] } };
  const promising: { challenger: Challenger; contender: Contender }[] = [];
  for (const [at, { hoped }] of rivals.entries()) {
    const because = {
      row: 1,
      exampleId: cause.id,
      fields: [],
      golden: 'a',
      predicted: 'b',
      checkpointId: 'champion',
      diagnosis: '',
    };
    const mutation = { kind: 'add', label: 'a', rule: { id: 'r', text: 'R' } } as const;
    const foreseen = hoped.map((label) => (label === null ? null : readAs(label)));
    const proposed = { checkpointId: `${at}`, rulebook: bookOf(`${at}`), parent, mutation, because, foreseen };
    const challenger = challengerOf(proposed, against, { predictor } as unknown as LabelerDeps); // it asks nothing else
    await challenger.keepsPromise;
    await challenger.race.readOn(() => true);
    promising.push({ challenger, contender: contenderAs(challenger, yardstick) });
  }
  const events: TrainingEvent[] = [];
  const telling = confirmWinner(promising, against);
  let next = await telling.next();
  while (next.done !== true) {
    events.push(next.value);
    next = await telling.next();
  }
  return { first, contenders: next.value, events, asked };
}

const answers = (size: number) => fc.array(fc.constantFrom(...labels), { minLength: size, maxLength: size });
const field = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.record({
    champion: answers(size),
    rivals: fc.array(
      fc.record({
        hoped: fc.array(fc.constantFrom('a', 'b', null), { minLength: size, maxLength: size }),
        truth: answers(size),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
);

describe('the winner of a step', () => {
  it('is really better than the champion, however wrong what was foreseen was', async () => {
    await fc.assert(
      fc.asyncProperty(field, async ({ champion, rivals }) => {
        const { first, contenders } = await confirmed(champion, rivals);
        for (const { checkpointId, value, predictions } of contenders) {
          expect(predictions.map(({ label }) => label)).toEqual(rivals[Number(checkpointId)]?.truth);
          // The last one is the winner; those before it were read in vain.
          if (checkpointId !== contenders.at(-1)?.checkpointId) expect(isHigher(value, first.value)).toBe(false);
        }
      }),
    );
  });

  it('is read to the end, and nobody else, where all came as foreseen', async () => {
    const { contenders, events, asked } = await confirmed(
      ['b', 'b', 'b', 'a'],
      [
        { hoped: ['a', null, 'b', 'a'], truth: ['a', 'a', 'b', 'a'] },
        { hoped: [null, 'b', 'b', 'a'], truth: ['a', 'b', 'b', 'a'] },
      ],
    );
    expect(contenders).toMatchObject([{ checkpointId: '0', value: 0.75 }]);
    expect(events).toMatchObject([
      { type: 'scored', checkpointId: '0', score: { read: 4, correct: 3, dropped: false } },
    ]);
    expect(Object.fromEntries(asked)).toEqual({ 0: 4, 1: 1 });
  });

  it('mends and spoils against the nearest rulebook that has read every row, not against what is foreseen of its parent', async () => {
    const truth = ['a', 'a', 'b', 'a'];
    const rivals = [{ hoped: ['a', null, 'b', 'a'], truth }];
    const { events } = await confirmed(['b', 'b', 'a', 'b'], rivals, [1, 3]);
    expect(events).toMatchObject([{ type: 'scored', score: { read: 4, correct: 3, fixed: 3, broken: 1 } }]);
  });

  it('is the next best where the best one disappoints, and nobody where all do', async () => {
    const hoped = ['a', 'a', 'b'];
    const modest = ['a', 'b', 'b'];
    const bad = ['b', 'b', 'b'];
    const two = await confirmed(bad, [
      { hoped, truth: bad },
      { hoped: modest, truth: modest },
    ]);
    expect(two.contenders.map(({ checkpointId }) => checkpointId)).toEqual(['0', '1']);
    const none = await confirmed(bad, [{ hoped, truth: bad }]);
    expect(none.contenders.map(({ value }) => value)).toEqual([0]);
  });
});
