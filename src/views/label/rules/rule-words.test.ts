import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../core/labeler/run/labeler-run';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { changeWords, checkpointName, effectWords, gainWords, originWords, scoreWords, sizeWords } from './rule-words';

const checkpoints = buildLabelerRun().labelers[0]?.checkpoints ?? [];
const byHand: Checkpoint = {
  id: 'h1',
  step: null,
  score: null,
  parentId: 'c6',
  because: null,
  mutation: { kind: 'delete', label: 'Bug', ruleId: 'bug-2', was: 'Slowness.' },
};

describe('the words of the rules', () => {
  it('say what changed in a label', () => {
    expect(changeWords({ added: 1, edited: 1, deleted: 0 })).toBe('+1, 1 edited');
    expect(changeWords({ added: 0, edited: 0, deleted: 2 })).toBe('2 deleted');
    expect(changeWords({ added: 0, edited: 0, deleted: 0 })).toBe('unchanged');
  });

  it('say how many there are', () => {
    expect(sizeWords([{ rules: [1, 2] }, { rules: [] }])).toBe('2 in 2 labels');
    expect(sizeWords([{ rules: [1] }])).toBe('1 in 1 label');
  });

  it('say where a rule comes from and what it did', () => {
    expect(originWords(checkpoint('c0'))).toBe('first rule');
    expect(originWords(checkpoint('c4'))).toMatch(/^from row \d+$/);
    expect(originWords(byHand)).toBe('by hand');
    expect(originWords({ ...checkpoint('c0'), step: null })).toBe('imported');
    expect(gainWords(checkpoint('c4'))).toBe('fixed 5, broke 1');
    expect(gainWords(checkpoint('c0'))).toBeNull();
    expect(gainWords(checkpoint('c4-rival-2'))).toBeNull();
    expect(gainWords(byHand)).toBeNull();
  });

  it('name a checkpoint and its score', () => {
    expect([checkpoint('c0'), checkpoint('c4'), byHand].map(checkpointName)).toEqual([
      'First rules',
      'Step 4',
      'By hand',
    ]);
    expect(checkpointName({ step: null, parentId: null })).toBe('Imported');
    expect(scoreWords(byHand)).toBe('not scored');
    expect(scoreWords(checkpoint('c4-rival-2'))).toBe('read on 48 rows');
    expect(scoreWords(checkpoint('c6'))).toMatch(/^0\.\d{3} \(0\.\d\d to 0\.\d\d\)$/);
  });
});

describe('the effect of a rule', () => {
  const effect = { ruleId: 'r', difference: 0.021, low: 0.004, high: 0.038, changed: 5 };

  it('is its difference with the interval where that is clear', () => {
    expect(effectWords(effect, 'macro F1')).toMatchObject({ text: '+0.021 macro F1 (+0.004 to +0.038)', tone: 'good' });
    expect(effectWords({ ...effect, difference: -0.02, low: -0.04, high: -0.01 }, 'accuracy').tone).toBe('bad');
  });

  it('is not clear when the interval holds nothing', () => {
    expect(effectWords({ ...effect, low: -0.01 }, 'accuracy')).toMatchObject({
      tone: 'faint',
      text: 'no clear effect (−0.010 to +0.038)',
    });
  });

  it('is not seen when no row is read otherwise', () => {
    const none = effectWords({ ...effect, difference: 0, low: 0, high: 0, changed: 0 }, 'accuracy');
    expect(none).toMatchObject({ text: 'no effect seen', tone: 'faint' });
  });
});

function checkpoint(id: string): Checkpoint {
  const found = checkpoints.find((each) => each.id === id);
  if (found === undefined) throw new Error(`The fixture has no checkpoint ${id}.`);
  return found;
}
