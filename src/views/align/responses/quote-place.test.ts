import { describe, expect, it } from 'vitest';
import { quotePlace } from './quote-place';

describe('quotePlace', () => {
  it('finds a quote inside one piece', () => {
    expect(quotePlace(['Wedge a strip under the latch.'], 'a strip')).toEqual({
      start: { piece: 0, offset: 6 },
      end: { piece: 0, offset: 13 },
    });
  });

  it('finds a quote that goes over several pieces', () => {
    expect(quotePlace(['Bungee cord.', ' Stretch it over'], 'cord. Stretch')).toEqual({
      start: { piece: 0, offset: 7 },
      end: { piece: 1, offset: 8 },
    });
  });

  it('does not mind line breaks that the pieces do not have', () => {
    expect(quotePlace(['One.', 'Two.'], 'One.\n\nTwo.')).toEqual({
      start: { piece: 0, offset: 0 },
      end: { piece: 1, offset: 4 },
    });
  });

  it('takes the first of several', () => {
    expect(quotePlace(['so and so'], 'so')?.start).toEqual({ piece: 0, offset: 0 });
  });

  it('is null when the quote is not there, or is nothing', () => {
    expect(quotePlace(['One.'], 'Two')).toBeNull();
    expect(quotePlace(['One.'], ' \n')).toBeNull();
    expect(quotePlace([], 'One')).toBeNull();
  });
});
