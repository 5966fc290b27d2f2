import { describe, expect, it } from 'vitest';
import { withoutEvalTemperature, withoutTrainTemperature } from './temperature-words';

const gemma = { provider: 'webllm', id: 'gemma' } as const;
const practice = { provider: 'practice' } as const;
const server = { provider: 'server', id: 'llama' } as const;

describe('the words beside a temperature', () => {
  it('say that a model which tells the probability of every label is asked at temperature 1', () => {
    const words = 'No effect here: Local: gemma gives the probability of each label, and only at temperature 1.';
    expect(withoutEvalTemperature({ evalModel: gemma, examplesPerCall: 1, labels: null })).toBe(words);
    expect(withoutEvalTemperature({ evalModel: gemma, examplesPerCall: 1, labels: 62 })).toBe(words);
  });

  it('say nothing where the temperature is sent: several rows in a call, labels beyond number, other models', () => {
    expect(withoutEvalTemperature({ evalModel: gemma, examplesPerCall: 2, labels: 5 })).toBeNull();
    expect(withoutEvalTemperature({ evalModel: gemma, examplesPerCall: 1, labels: 63 })).toBeNull();
    expect(withoutEvalTemperature({ evalModel: server, examplesPerCall: 1, labels: 5 })).toBeNull();
    expect(withoutTrainTemperature(gemma)).toBeNull();
  });

  it('say why where the model has no use for one', () => {
    const why = 'The practice model follows rules and does not sample.';
    expect(withoutEvalTemperature({ evalModel: practice, examplesPerCall: 1, labels: 5 })).toBe(why);
    expect(withoutTrainTemperature(practice)).toBe(why);
  });
});
