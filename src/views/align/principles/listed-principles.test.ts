import { describe, expect, it } from 'vitest';
import type { Principle } from '../../../core/constitution/principle';
import { listedPrinciples, neighbourOf, type PrincipleFilter } from './listed-principles';

const principles = ['Be brief.', 'Greet the reader.', 'Be kind to the reader.'].map(
  (text, index): Principle => ({
    id: `p${index + 1}`,
    text,
    status: 'on',
    sources: [{ by: 'author', at: '2026-11-21T09:30:00.000Z' }],
  }),
);

function found(query: string): readonly number[] {
  return listedPrinciples(principles, query).map(({ n }) => n);
}

describe('listedPrinciples', () => {
  it('lists all with their numbers when nothing is looked for', () => {
    expect(found('  ')).toEqual([1, 2, 3]);
  });
  it('wants every word, in any order and case', () => {
    expect(found('READER be')).toEqual([3]);
  });
  it('finds a principle by its number', () => {
    expect(found('2')).toEqual([2]);
  });
  it('gives nothing for words that no principle has', () => {
    expect(found('poem')).toEqual([]);
  });
});

describe('a filter', () => {
  const when = { scope: 'turn', trigger: 'When asked' } as const;
  const mixed = principles.map((principle) => (principle.id === 'p2' ? { ...principle, when } : principle));
  const numbers = (query: string, filter: PrincipleFilter) => listedPrinciples(mixed, query, filter).map(({ n }) => n);

  it('lists what holds then, with the numbers of the whole list', () => {
    expect(numbers('', 'all')).toEqual([1, 2, 3]);
    expect(numbers('', 'always')).toEqual([1, 3]);
    expect(numbers('', 'turn')).toEqual([2]);
    expect(numbers('', 'conversation')).toEqual([]);
  });
  it('lists those that are named', () => {
    expect(numbers('', { label: 'Openings', ids: new Set(['p3']) })).toEqual([3]);
  });
  it('goes with a search', () => {
    expect(numbers('reader', 'always')).toEqual([3]);
  });
});

describe('neighbourOf', () => {
  it('is the next one', () => {
    expect(neighbourOf(principles, ['p1'])).toBe('p2');
  });
  it('is the one before when the last goes', () => {
    expect(neighbourOf(principles, ['p3'])).toBe('p2');
  });
  it('passes over others that go as well', () => {
    expect(neighbourOf(principles, ['p1', 'p2'])).toBe('p3');
    expect(neighbourOf(principles, ['p2', 'p3'])).toBe('p1');
  });
  it('is nobody when all go', () => {
    expect(neighbourOf(principles, ['p1', 'p2', 'p3'])).toBeNull();
  });
});
