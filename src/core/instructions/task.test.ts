import { describe, expect, it } from 'vitest';
import { thinkingUse } from './task';

describe('how much a model thinks', () => {
  it.each([
    ['respond', 'responses'],
    ['classify', 'labels'],
    ['suggest-rationales', 'alignment'],
    ['propose-mutation', 'alignment'],
    ['a purpose of tomorrow', 'responses'],
    ['constructor', 'responses'],
  ])('for %s is the setting for %s', (purpose, use) => {
    expect(thinkingUse(purpose)).toBe(use);
  });
});
