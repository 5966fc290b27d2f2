import { describe, expect, it } from 'vitest';
import { predictionWords } from './prediction-words';

describe('a prediction in words', () => {
  it.each([
    [{ label: 'Billing', outcome: 'read', confidence: 0.917, expert: 1 }, 'Billing', '92% · expert 2'],
    [{ label: 'Billing', outcome: 'read' }, 'Billing', ''],
    [{ label: null, outcome: 'blocked' }, 'unread', 'the reply was blocked'],
    [{ label: null, outcome: 'abstained', confidence: 0.62 }, 'abstained', '62%'],
  ] as const)('is its label, or what came instead (%#)', (prediction, label, detail) => {
    expect(predictionWords(prediction)).toEqual({ label, detail });
  });
});
