import { describe, expect, it } from 'vitest';
import { rulesInForce, understand } from './rules';

/** An order; the kind of rule it is; a response that keeps it, and one that breaks it. */
const orders: readonly (readonly [order: string, kind: string, keeps: string, breaks: string])[] = [
  ['Give three uses', 'count', '1. A.\n2. B.\n3. C.', '1. A.\n2. B.'],
  ['Give me five', 'count', '- A\n- B\n- C\n- D\n- E', '- A'],
  ['List at most 2 ideas', 'count', '- A\n- B', '- A\n- B\n- C'],
  ['Suggest 3-4 tips', 'count', '- A\n- B\n- C', '- A\n- B'],
  ['Keep the response under 4 words.', 'length', 'One two three.', 'One two three four.'],
  ['Write at least five words', 'length', 'One two three four five.', 'One two.'],
  ['Answer in exactly two sentences', 'length', 'One. Two.', 'One.'],
  ['Answer in one sentence.', 'length', 'One thing.', 'One. Two.'],
  ['Use no more than 10 characters', 'length', 'Short.', 'Much too long.'],
  ['Each use in at most 3 words', 'length', '- Hold a door.', '- Hold a very big door.'],
  ['Be brief.', 'length', 'Yes.', 'word '.repeat(61)],
  ['Use short sentences.', 'sentences', 'It is short. So is this.', `It is ${'very '.repeat(12)}long.`],
  ['Use a numbered list', 'format', '1. A\n2. B', 'A and B.'],
  ['Use bullet points', 'format', '- A\n- B', '1. A\n2. B'],
  ['Do not use bullets', 'format', 'A and B.', '- A\n- B'],
  ['Write one paragraph', 'format', 'A and B.', '- A\n- B'],
  ['Put the name of each use in bold', 'bold', '**A**: b.', 'A: b.'],
  ['Start without an introduction.', 'frame', '1. A\n2. B', 'Here are two uses.\n1. A\n2. B'],
  ['Write in lower case', 'letters', 'all small.', 'Not all small.'],
  ['Start with a question.', 'question', 'Why? Because.', 'Because.'],
  ['Ask a question first', 'question', 'Why? Because.', 'Because. Why?'],
  ['End with a question', 'question', 'Because. Why?', 'Because.'],
  ['Never ask questions', 'question', 'Because.', 'Why?'],
  ['Begin with "Good day"', 'opening', 'Good day to all.', 'Hello to all.'],
  ['Start with a friendly greeting', 'opening', 'Hello, here it is.', 'It is here.'],
  ['End with "That is all."', 'ending', 'So it is. That is all.', 'So it is.'],
  ['Give an example', 'examples', 'For example, a door.', 'A door.'],
  ['No exclamation marks', 'marks', 'Good.', 'Good!'],
  ['Do not use emoji', 'marks', 'Good.', 'Good 🙂'],
  ['Address the reader directly', 'reader', 'You can.', 'One can.'],
  ['Address the customer as Sam', 'reader', 'Sam, you can.', 'You can.'],
  ['Use a friendly tone', 'tone', 'Hello, I hope it helps.', 'It helps.'],
  ['Be formal', 'tone', 'It is here.', "It's here."],
  ["Don't be so formal", 'tone', "It's here.", 'It is here.'],
  ['Be enthusiastic', 'tone', 'What a day!', 'A day.'],
  ['Avoid jargon', 'tone', 'It is big.', 'Heterogeneous infrastructural interdependencies prevail.'],
  ['Explain it to a five-year-old', 'tone', 'It is big.', 'Heterogeneous infrastructural interdependencies prevail.'],
  ['Mention the price', 'mention', 'The price is low.', 'It is cheap.'],
  ['Use the word "sparkle"', 'mention', 'Let it sparkle.', 'Let it shine.'],
  ['Never mention cost', 'avoid', 'It is small.', 'It is cheap.'],
  ['Do not use the word "very"', 'avoid', 'It is good.', 'It is very good.'],
  ['Suggest only uses that do not need special tools', 'avoid', 'Hold it.', 'Drill it with a drill.'],
  ['Suggest only ideas that are not dangerous', 'avoid', 'It is calm.', 'It is dangerous.'],
];

describe('The table of rules', () => {
  it.each(orders)('understands "%s" as a rule of %s', (order, kind, keeps, breaks) => {
    const rules = understand(order).filter((rule) => rule.kind === kind);
    expect(rules).toHaveLength(1);
    expect(rules[0]?.broken(keeps)).toBeNull();
    expect(rules[0]?.broken(breaks)).toMatch(/^\w/);
  });

  it.each([
    'If the reader is a child, be brief.',
    'Sing along.',
    'Mention why it matters.',
    'Avoid claims that the facts do not support.',
  ])('finds no rule in "%s"', (text) => {
    expect(understand(text)).toEqual([]);
  });

  it('lets the later of two rules about one thing hold', () => {
    const rules = rulesInForce(['Give three uses. Mention the price.', 'Give five uses.', 'Never mention the price.']);
    expect(rules.map(({ kind }) => kind)).toEqual(['count', 'avoid']);
    expect(rules[0]?.broken('- A\n- B\n- C')).toBe('gives three, where exactly 5 are asked for');
  });
});
