import { describe, expect, it } from 'vitest';
import { namesBot } from './names-bot';

describe('namesBot', () => {
  it.each([
    ['You are Harbour Desk, of a ferry line.', 'Harbour Desk'],
    ['you are the HARBOUR\n  DESK.', ' harbour desk '],
    ['', ''],
    ['You answer passengers.', '  '],
  ])('finds in %j the name %j', (description, name) => {
    expect(namesBot(description, name)).toBe(true);
  });

  it('misses a name of which only a part is there', () => {
    expect(namesBot('You are the desk of a harbour.', 'Harbour Desk')).toBe(false);
  });
});
