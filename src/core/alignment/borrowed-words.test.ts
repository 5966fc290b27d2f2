import { describe, expect, it } from 'vitest';
import { buildConversation, buildDocument, buildPrinciple, buildTurn, feedbackSource } from '../../testing/builders';
import { borrowedFrom, borrowedWords } from './borrowed-words';

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

describe('what a principle has of the one case that it was made of', () => {
  const text = 'Greet Ada by name.';
  const principle = (words: string, id = 'p1') => buildPrinciple({ id, text: words });

  it('is marked while it is proposed, and once it is in the list', () => {
    const source = feedbackSource({
      response: 'Welcome, Ada!',
      run: { id: 'b', n: 2, candidateId: 'b-reply', candidate: 0 },
    });
    const turns = buildConversation([
      ['a', null],
      ['b', 'a'],
    ]);
    const found = { words: ['Ada'], place: 'conversation' };
    expect(borrowedFrom({ text, source }, { turns, prompt: buildDocument() })).toEqual(found);
    const prompt = buildDocument({ principles: [principle(text)] });
    expect(borrowedFrom({ text, source, id: 'p1' }, { turns, prompt })).toEqual(found);
  });

  it('is nothing that another principle, or its own earlier words, speak of', () => {
    const source = feedbackSource({ response: 'Welcome, Ada!' });
    const prompt = buildDocument({ principles: [principle(text), principle('Ask for Ada first.', 'p2')] });
    expect(borrowedFrom({ text, source, id: 'p1' }, { turns: [], prompt }).words).toEqual([]);
    const reworded = { ...source, was: 'Always greet Ada.' };
    const alone = buildDocument({ principles: [principle(text)] });
    expect(borrowedFrom({ text, source: reworded, id: 'p1' }, { turns: [], prompt: alone }).words).toEqual([]);
  });

  it('is a value that a prompt was run with', () => {
    const turn = buildTurn();
    const values = { item: 'a spoon by Ada' };
    const turns = [{ ...turn, input: { ...turn.input, values } }];
    const source = feedbackSource({ response: 'Three uses.' });
    expect(borrowedFrom({ text, source }, { turns, prompt: buildDocument() })).toEqual({
      words: ['Ada'],
      place: 'run',
    });
  });
});
