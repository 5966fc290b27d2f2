import { describe, expect, it } from 'vitest';
import { toPrinciple } from './principle';

const response = `Here are three uses for the paper clip.

1. Hang the paper clip on a hook by the door so that it reminds you of one more errand in the town.
2. Press the paper clip into soft clay to leave a print.
3. Drill a hole with a special tool and hang it up.`;
const remark = {
  preamble: 'Give three uses for the following item: {item}',
  prompt: 'Give three uses for the following item: paper clip\n\nFollow these principles:\n1. Be kind.',
  response,
};

const critiques: readonly (readonly [string, string])[] = [
  ['too long', 'Keep the response under 40 words.'],
  ['This is too long, at most 20 words please', 'Write at most 20 words.'],
  ['Way too short.', 'Write at least 70 words.'],
  ['the sentences are too long', 'Use simple words and short sentences.'],
  ['the third use needs a special tool', 'Suggest only uses that do not need a special tool.'],
  ['it needs special tools', 'Suggest only uses that do not need special tools.'],
  ['I think the second use is dangerous', 'Suggest only uses that are not dangerous.'],
  ['give me five', 'Give five uses.'],
  ['two is enough', 'Give two uses.'],
  ['too many jokes', 'Use fewer jokes.'],
  ['start with a question', 'Start with a question.'],
  ["it doesn't ask me anything", 'Ask the reader a question.'],
  ['I think it should mention the price', 'Mention the price.'],
  ["it doesn't mention safety", 'Mention safety.'],
  ['there is nothing about safety', 'Mention safety.'],
  ['It should not talk about money', 'Do not talk about money.'],
  ["I don't like that it uses a lot of commas", 'Do not use a lot of commas.'],
  ['stop using bullets', 'Do not use bullets.'],
  ['no bullets please', 'Do not use bullets.'],
  ['number the list', 'Use a numbered list.'],
  ['Could you use bullet points?', 'Use bullets.'],
  ['should be a paragraph', 'Write one paragraph, not a list.'],
  ['hard to scan', 'Use a numbered list.'],
  ['too formal', 'Use a friendly tone.'],
  ['please be friendlier', 'Use a friendly tone.'],
  ['too chatty', 'Use a formal tone.'],
  ['the paper clip sounds dull', 'Use an enthusiastic tone.'],
  ['hard to understand', 'Use simple words and short sentences.'],
  ['too vague', 'Give an example for each use.'],
  ['stop giving examples', 'Do not give examples.'],
  ['Each use should be one sentence', 'Let each use be one sentence.'],
  ['not funny', 'Make the response more funny.'],
  ['the response is too childish', 'Make the response less childish.'],
  ['the print of the paper clip is ugly', 'The print of the paper clip is ugly.'],
];

const kudos: readonly (readonly [string, string])[] = [
  ['I like that it is short', 'Keep the response under 60 words.'],
  ['Great numbered list', 'Use a numbered list.'],
  ['I love how it gives concrete situations', 'Give concrete situations.'],
  ['The uses are easy to try', 'Suggest uses that are easy to try.'],
  ['each use is a full sentence', 'Let each use be a full sentence.'],
  ['it sounds clear and well organised', 'Keep the response clear and well organised.'],
  ['it ends with a question', 'End with a question.'],
  ['friendly tone', 'Use a friendly tone.'],
  ['Love it', 'Love it.'],
  ['what a lovely idea', 'What a lovely idea.'],
];

describe('A principle', () => {
  it.each(critiques)('is made from the critique "%s": %s', (text, principle) => {
    expect(toPrinciple({ ...remark, feedback: { kind: 'critique', text } })).toBe(principle);
  });

  it.each(kudos)('is made from the kudos "%s": %s', (text, principle) => {
    expect(toPrinciple({ ...remark, feedback: { kind: 'kudos', text } })).toBe(principle);
  });

  it('is about the quoted words when the critique points at them', () => {
    const feedback = { kind: 'critique', text: 'drop this', quote: 'special tool' } as const;
    expect(toPrinciple({ ...remark, feedback })).toBe('Do not use "special tool".');
  });

  it.each([
    [`What is it for? ${response}`, 'Start with a question.'],
    [`${response}\n\nWhich one will it be?`, 'End with a question.'],
    ['It holds papers, marks a page and makes a hook.', 'Write one paragraph, not a list.'],
    [response.replace(/\n3.*/, ''), 'Give two uses.'],
    ['1. Hold papers.\n2. Mark a page.\n3. Make a hook.', 'Keep the response under 10 words.'],
    [`${response} ${'And one more word. '.repeat(6)}`, 'Write at least 70 words.'],
    [response.replace('Here are', 'Hello Here are'), 'Use a friendly tone.'],
    [response.replace('print', 'shape'), 'Do not use the word "print".'],
    [response.replace('soft clay', 'soft clay or plaster'), 'Mention plaster.'],
    [response, 'Keep the wording as plain as it can be.'],
  ])('is made from what a rewrite changes (%#)', (text, principle) => {
    expect(toPrinciple({ ...remark, feedback: { kind: 'rewrite', text } })).toBe(principle);
  });
});
