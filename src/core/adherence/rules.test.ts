import { describe, expect, it } from 'vitest';
import { broken } from './checks';
import { isWhollyRead, merged, read, subjectsOf } from './rules';

const words = (n: number): string => 'word '.repeat(n);

/** An order, what it is about, a response that keeps it, and one that breaks it. */
const orders: readonly (readonly [order: string, subject: string, keeps: string, breaks: string])[] = [
  ['Give three uses', 'count', '1. A.\n2. B.\n3. C.', '1. A.\n2. B.'],
  ['Give three creative uses', 'count', 'First, a. Second, b. Third, c.', 'One thing.'],
  ['Give five, each in one short sentence.', 'count', '- A\n- B\n- C\n- D\n- E', '- A\n- B\n- C'],
  ['I want four of them, please.', 'count', '- A\n- B\n- C\n- D', '- A\n- B\n- C'],
  ['List at most 2 ideas', 'count', '- A\n- B', '- A\n- B\n- C'],
  ['Suggest 3-4 tips', 'count', '- A\n- B\n- C', '- A\n- B'],
  ['Keep the response under 4 words.', 'words', 'One two three.', 'One two three four.'],
  ['Write at least five words', 'words', 'One two three four five.', 'One two.'],
  ['Answer in 10 words', 'words', words(9), words(7)],
  ['Answer in two sentences', 'sentences', 'One. Two.', 'One.'],
  ['Answer in a single sentence.', 'sentences', 'One thing.', 'One. Two.'],
  ['Be brief.', 'words', 'Yes.', words(61)],
  ['Be detailed.', 'words', words(80), words(79)],
  ['Use a numbered list', 'form', '1. A\n2. B', 'A and B.'],
  ['Number the uses', 'form', '1. A\n2. B', '- A\n- B'],
  ['Use bullet points', 'form', '- A\n- B', '1. A\n2. B'],
  ['Do not use bullets', 'form', 'A and B.', '- A\n- B'],
  ['Write one paragraph, not a list', 'form', 'A and B.', '- A\n- B'],
  ['Start with a question.', 'question', 'Why? Because.', 'Because.'],
  ['Ask the reader a question', 'question', 'Why? Because.', 'Because.'],
  ['End with a question', 'question', 'Because. Why?', 'Why? Because.'],
  ['Never ask questions', 'question', 'Because.', 'Why?'],
  ['Begin with "Good day"', 'opening', 'Good day to all.', 'Hello to all.'],
  ['End with "That is all."', 'ending', 'So it is. That is all.', 'So it is.'],
  ['Give an example for each use', 'examples', 'For example, a door.', 'A door.'],
  ['Do not give examples', 'examples', 'A door.', 'For example, a door.'],
  ['Address the reader directly', 'reader', 'You can.', 'One can.'],
  ['Use a friendly tone', 'tone', 'Hello, it is here.', 'It is here.'],
  ['Be formal', 'tone', 'It is here.', "It's here."],
  ["Don't be so formal", 'tone', 'I hope it is here.', 'It is here.'],
  ['Be enthusiastic', 'tone', 'What a day!', 'A day.'],
  ['Use short sentences', 'tone', 'It is big. So is this.', words(16)],
  ['Avoid jargon', 'tone', 'It is big.', words(16)],
  ['Explain it to a five-year-old', 'tone', 'It is big.', words(16)],
  ['Mention the price', 'price', 'The price is low.', 'It is small.'],
  ['Never mention cost', 'cost', 'It is small.', 'It has a cost.'],
  ['Do not use the word "very"', 'very', 'It is good.', 'It is very good.'],
  ['Suggest only uses that do not need special tools', 'special tools', 'Hold it.', 'Drill it with a drill.'],
];

describe('The table of rules', () => {
  it('has not read the whole of what names more things than it looks for, or of a clause that is very long', () => {
    const avoiding = (count: number) => Array.from({ length: count }, (_, n) => `Avoid thing${n}.`).join(' ');
    expect(isWhollyRead(avoiding(60))).toBe(true);
    expect(isWhollyRead(avoiding(61))).toBe(false);
    expect(isWhollyRead(`Use a numbered list${' and a numbered list'.repeat(40)}.`)).toBe(false);
  });

  it.each(orders)('understands "%s" as a rule about %s', (order, subject, keeps, breaks) => {
    expect(subjectsOf(order)).toContain(subject);
    expect(broken(read(order), keeps)).toEqual([]);
    expect(broken(read(order), breaks)).toEqual([expect.stringMatching(/^\w.*\w/)]);
  });

  it.each([
    'If the reader is a child, be brief.',
    'Sing along.',
    'Mention why it matters.',
    'Avoid claims that the facts do not support.',
    'Avoid clichés in your style.',
    'Write exactly 30 words.',
    'Keep each use under 10 words.',
    'Do not start with "Hello".',
  ])('finds no rule in "%s"', (text) => {
    expect(subjectsOf(text)).toEqual([]);
  });

  it('lets the later of two rules about one thing hold', () => {
    const plan = merged(
      ['Give three uses. Mention the price.', 'Give five uses.', 'Never mention the price.'].map(read),
    );
    expect(plan).toEqual({ count: { min: 5, max: 5 }, named: { price: false } });
    expect(broken(plan, '- A\n- B\n- C')).toEqual(['has 3 points and not exactly 5']);
  });
});
