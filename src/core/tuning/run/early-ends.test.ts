import { describe, expect, it } from 'vitest';
import { buildConstitution, buildPlan } from '../../../testing/tuning-run';
import { practiceModel } from '../../model/model-ref';
import { countCritiques, critiqueKey, sharesOfRounds } from './early-ends';

const gemini = { provider: 'gemini', id: 'gemini-flash-latest' } as const;

describe('how many prompts come to a round', () => {
  it('is all of them as long as nobody has seen the model criticise', () => {
    expect(sharesOfRounds([], { rounds: 2, model: gemini })).toEqual([
      { criticised: 1, revised: 1 },
      { criticised: 1, revised: 1 },
    ]);
  });

  it('goes by what was seen, and by the round before where a round was not', () => {
    const seen = countCritiques(Array.from({ length: 396 }, (_, at) => [at % 2 === 0]));
    expect(seen).toEqual([{ asked: 396, fine: 198 }]);
    const [first, second] = sharesOfRounds(seen, { rounds: 2, model: gemini });
    expect(first?.revised).toBeCloseTo(0.505);
    expect(second?.criticised).toBeCloseTo(0.505);
    expect(second?.revised).toBeCloseTo(0.505 ** 2);
  });

  it('is not moved far by one prompt', () => {
    const [first] = sharesOfRounds(countCritiques([[false]]), { rounds: 1, model: gemini });
    expect(first?.revised).toBeCloseTo(0.8);
  });

  it('is known of the practice model before anything was seen', () => {
    const [first, second] = sharesOfRounds([], { rounds: 2, model: practiceModel });
    expect(first?.revised).toBeCloseTo(0.92);
    expect(second?.revised).toBeCloseTo(0.92 * 0.99);
  });
});

describe('runs whose critiques tell of each other', () => {
  it('have the same requests and models, whatever their entries are called', () => {
    const plan = buildPlan();
    const renamed = buildConstitution({
      pairs: plan.constitution.pairs.map((pair) => ({ ...pair, id: `new-${pair.id}` })),
    });
    expect(critiqueKey({ ...plan, constitution: renamed })).toBe(critiqueKey(plan));
    expect(critiqueKey({ ...plan, alignmentModel: gemini })).not.toBe(critiqueKey(plan));
    expect(critiqueKey({ ...plan, constitution: buildConstitution({ pairs: [] }) })).not.toBe(critiqueKey(plan));
  });
});
