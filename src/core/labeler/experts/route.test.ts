import { describe, expect, it } from 'vitest';
import { regionWords } from './region-words';
import { route } from './route';

describe('routing a row', () => {
  const experts = [
    { centroid: [1, 0], nearestCosine: 0.8 },
    { centroid: [0, 1], nearestCosine: 0.9 },
  ];

  it('goes to the nearest centroid, whatever the length of the vector', () => {
    expect(route([0.9, 0.1], experts)).toBe(0);
    expect(route(Float32Array.of(0.1, 9), experts)).toBe(1);
  });

  it('goes to no expert when it is too far from the nearest', () => {
    expect(route([0.6, 0.8], experts)).toBeNull();
    expect(route([-1, 0], experts)).toBeNull();
    expect(route([0, 0], experts)).toBeNull();
  });

  it('goes to no expert when there is none', () => {
    expect(route([1, 0], [])).toBeNull();
  });

  it('refuses a vector of another embedding model', () => {
    expect(() => route([1, 0, 0], experts)).toThrow('Expected a vector of 2 dimensions');
  });
});

describe('the words of a region', () => {
  const texts = [
    'The invoice shows a wrong amount',
    'An invoice for the wrong month',
    'Please refund the invoice',
    'The app crashes at the start',
    'It crashes when the photo loads',
    'A photo makes it crash: it crashes',
  ];
  const regionOf = [0, 0, 0, 1, 1, 1];

  it('are those that its rows have and others have not, most telling first', () => {
    expect(regionWords(texts, regionOf, { regions: 2, words: 2 })).toEqual([
      ['invoice', 'wrong'],
      ['crashes', 'photo'],
    ]);
  });

  it('leave out words that are everywhere, and words of a single row', () => {
    const words = regionWords(texts, regionOf, { regions: 2, words: 50 }).flat();
    expect(words).not.toContain('the');
    expect(words).not.toContain('month');
  });

  it('take rows without a region as being elsewhere', () => {
    expect(regionWords(texts, [0, 0, 0, null, null, null], { regions: 1, words: 1 })).toEqual([['invoice']]);
  });
});
