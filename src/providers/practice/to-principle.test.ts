import { describe, expect, it } from 'vitest';
import { rewriteDifference } from './rewrite-difference';
import { toPrinciple } from './to-principle';

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
  ['too long', 'Keep the response under 30 words.'],
  ['This is too long, at most 20 words please', 'Keep the response to at most 20 words.'],
  ['Way too short.', 'Write at least 80 words.'],
  ['the sentences are too long', 'Keep sentences under 12 words.'],
  ['the third use needs a tool', 'Suggest only uses that do not need a tool.'],
  ['needs special tools', 'Suggest only uses that do not need special tools.'],
  ['I think the second use is dangerous', 'Suggest only uses that are not dangerous.'],
  ['Uses 1 and 3 are the same', 'Suggest only uses that are not the same.'],
  ['give me five', 'Give five uses.'],
  ['start with a question', 'Start with a question.'],
  ['I think it should mention the price', 'Mention the price.'],
  ["it doesn't mention safety", 'Mention safety.'],
  ['It should not talk about money', 'Do not talk about money.'],
  ["I don't like that it uses a numbered list", 'Do not use a numbered list.'],
  ['stop using bullets', 'Do not use bullets.'],
  ['no bullets please', 'Do not use bullets.'],
  ['Could you use bullet points?', 'Use bullet points.'],
  ['It is too formal.', 'Use a casual tone.'],
  ['please be friendlier', 'Use a friendly tone.'],
  ['hard to understand', 'Use simple words and short sentences.'],
  ['too vague', 'Give an example for each use.'],
  ['Each use should be one sentence', 'Let each use be one sentence.'],
  ['the paper clip sounds dull', 'Write with enthusiasm, in an enthusiastic tone.'],
  ['the print of the paper clip is ugly', 'Avoid a response in which the print of the item is ugly.'],
  ['not funny', 'Make the response more funny.'],
];

const kudos: readonly (readonly [string, string])[] = [
  ['I like that it is short', 'Keep the response under 60 words.'],
  ['Great numbered list', 'Use a numbered list.'],
  ['I love how it gives concrete situations', 'Give concrete situations.'],
  ['good that it avoids jargon', 'Avoid jargon.'],
  ['The uses are easy to try', 'Suggest uses that are easy to try.'],
  ['each use is a full sentence', 'Let each use be a full sentence.'],
  ['clear and well organised', 'Keep the response clear and well organised.'],
  ['it starts with a question', 'Start with a question.'],
  ['friendly tone', 'Use a friendly tone.'],
  ['Love it', 'Use a numbered list.'],
];

describe('A principle', () => {
  it.each(critiques)('is made from the critique "%s": %s', (text, principle) => {
    expect(toPrinciple({ ...remark, feedback: { kind: 'critique', text } })).toBe(principle);
  });

  it.each(kudos)('is made from the kudos "%s": %s', (text, principle) => {
    expect(toPrinciple({ ...remark, feedback: { kind: 'kudos', text } })).toBe(principle);
  });

  it('is about the quoted words when the critique points at them', () => {
    expect(toPrinciple({ ...remark, feedback: { kind: 'critique', text: 'drop this', quote: 'special tool' } })).toBe(
      'Do not use "special tool".',
    );
  });

  it.each([
    [`What is it for? ${response}`, 'Start with a question.'],
    [`${response}\n\nWhich one will it be?`, 'End with a question.'],
    ['It holds papers, marks a page and makes a hook.', 'Write one paragraph, not a list.'],
    [response.replace(/\n3.*/, ''), 'Give two uses.'],
    ['1. Hold papers.\n2. Mark a page.\n3. Make a hook.', 'Keep the response under 10 words.'],
    [response.replace(/^.*\n\n/, ''), 'Start without an introduction.'],
    [`${response} For example, in a kitchen.`, 'Give an example.'],
    [response.replace('print', 'shape'), 'Say "shape" rather than "print": do not use "print".'],
    [response, 'Keep the form and the length of the present response.'],
  ])('is made from what a rewrite changes (%#)', (rewrite, principle) => {
    expect(rewriteDifference({ response, rewrite, noun: 'uses' })).toBe(principle);
  });
});
