import { describe, expect, it } from 'vitest';
import type { Principle } from '../../../core/constitution/principle';
import { buildPrinciple } from '../../../testing/builders';
import { stateWords } from './state-words';

describe('stateWords', () => {
  it.each<[readonly Principle['status'][], string]>([
    [[], ''],
    [['on', 'off'], '1 of 2 on'],
    [['folded', 'folded'], '2 folded'],
    [['on', 'off', 'folded'], '1 of 2 on, 1 folded'],
  ])('says of %j "%s"', (statuses, words) => {
    expect(stateWords(statuses.map((status) => buildPrinciple({ status })))).toBe(words);
  });
});
