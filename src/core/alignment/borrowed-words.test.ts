import { describe, expect, it } from 'vitest';
import { borrowedWords } from './borrowed-words';

const said = ['I am Ada Lovelace, and I come on 3 May 2024.', 'Welcome, Ada! A ticket is 14.50 euros: "mind the gap".'];
const borrowed = (text: string, known: readonly string[] = []) => borrowedWords({ text, said, known });

describe('words that a principle takes from what it was made of', () => {
  it.each([
    ['a name', 'Greet Ada by name.', ['Ada']],
    ['a full name', "Always use Ada Lovelace's title.", ['Ada Lovelace']],
    ['a part of a name', 'Greet Ada Byron by name.', ['Ada']],
    ['a number', 'Say that a ticket is 14.50 euros.', ['14.50']],
    ['a quotation', 'Never say “Mind the gap” to visitors.', ['“Mind the gap”']],
    ['several, each once, in their order', 'When Ada pays 14.50, thank Ada on 3 occasions.', ['Ada', '14.50', '3']],
  ])('are found: %s', (_, text, words) => {
    expect(borrowed(text)).toEqual(words);
  });

  it.each([
    ['a name that was not said', 'Greet Bob by name.'],
    ['a word that begins a sentence', 'Welcome visitors. Ticket prices come last: May they enjoy it.'],
    ['a number that is a part of another', 'Name 14 prices and 2 rooms.'],
    ['a quotation of something else', 'Never say “you guys”.'],
    ['plain words that were said', 'When the user names a ticket, give the price in euros.'],
    ['nothing', ''],
  ])('are not seen in %s', (_, text) => {
    expect(borrowed(text)).toEqual([]);
  });

  it('are not those that the bot or the prompt itself speaks of', () => {
    expect(borrowed('Speak as Ada would, for 3 minutes.', ['You are Ada, a guide.'])).toEqual(['3']);
  });

  it('are found without looking at all of a text of a million characters', () => {
    const long = `Ada ${'word '.repeat(200_000)} Bob`;
    expect(borrowedWords({ text: 'Greet Ada and Bob.', said: [long], known: [] })).toEqual(['Ada']);
  });
});
