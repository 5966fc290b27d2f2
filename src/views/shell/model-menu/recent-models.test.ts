import { describe, expect, it } from 'vitest';
import { type ModelRef, practiceModel } from '../../../core/model/model-ref';
import { recentModels } from './recent-models';

const gemini = (id: string): ModelRef => ({ provider: 'gemini', id });
const used = (...models: readonly ModelRef[]) => models.map((model) => ({ model }));

describe('recentModels', () => {
  it('are those of this session, then those of the project, the latest first and each once', () => {
    const calls = used(gemini('a'), gemini('b'), gemini('a'));
    const turns = used(practiceModel, gemini('c'), gemini('b'));
    expect(recentModels({ calls, turns, present: gemini('x') })).toEqual([
      gemini('a'),
      gemini('b'),
      gemini('c'),
      practiceModel,
    ]);
  });

  it('leave out the one that is chosen, and are at most four', () => {
    const calls = used(...['a', 'b', 'c', 'd', 'e', 'f'].map(gemini));
    const recent = recentModels({ calls, turns: [], present: gemini('f') });
    expect(recent).toEqual(['e', 'd', 'c', 'b'].map(gemini));
  });
});
