import { describe, expect, it } from 'vitest';
import type { MutationSubject } from '../../core/model/task';
import { proposeMutation } from './propose';

const response = `Here are three uses. ${'One more word. '.repeat(24)}`;

function subject(
  text: string,
  principles: readonly string[] = [],
  more: Partial<MutationSubject> = {},
): MutationSubject {
  return {
    preamble: 'Give three uses for {item}.',
    prompt: 'Give three uses for a clip.',
    response,
    principles: principles.map((principle, index) => ({ n: index + 1, text: principle })),
    feedback: { kind: 'critique', text },
    ...more,
  };
}

describe('A proposed mutation', () => {
  it('adds a principle that is new', () => {
    expect(proposeMutation(subject('give me five', ['Be friendly.']))).toEqual({
      action: 'add',
      principle: 0,
      text: 'Give five uses.',
    });
  });

  it('edits the principle that asks for the opposite', () => {
    expect(
      proposeMutation(subject('It should mention the price', ['Be friendly.', 'Never mention the price.'])),
    ).toEqual({ action: 'edit', principle: 2, text: 'Mention the price.' });
  });

  it('changes only the number in a principle that says more', () => {
    expect(proposeMutation(subject('give me five', ['Give two uses in a numbered list.']))).toEqual({
      action: 'edit',
      principle: 1,
      text: 'Give five uses in a numbered list.',
    });
  });

  it('tightens a limit that was not enough', () => {
    expect(proposeMutation(subject('too long', ['Keep the response under 20 words.']))).toMatchObject({
      action: 'edit',
      principle: 1,
      text: 'Keep the response under 14 words.',
    });
  });

  it('deletes the principle that the feedback wants to stop', () => {
    expect(proposeMutation(subject('stop using bullets', ['Be friendly.', 'Use bullets.']))).toMatchObject({
      action: 'delete',
      principle: 2,
    });
    expect(proposeMutation(subject('no need to mention the price', ['Mention the price.']))).toMatchObject({
      action: 'delete',
      principle: 1,
    });
  });

  it('does not delete a principle that already forbids the thing', () => {
    expect(proposeMutation(subject('stop mentioning the price', ['Never mention the price.']))).toMatchObject({
      action: 'edit',
      principle: 1,
    });
  });

  it.each([
    ['Keep the response under 60 words.', 'broader', 'Keep the response under 90 words.'],
    ['Keep the response under 60 words.', 'narrower', 'Keep the response under 40 words.'],
    ['Write at least 60 words.', 'narrower', 'Write at least 90 words.'],
    ['Give an example for each use.', 'broader', 'Give an example.'],
    ['When the item is sharp, warn the reader.', 'broader', 'Warn the reader.'],
    ['Suggest only uses that do not need special tools.', 'broader', 'Suggest only uses that do not need tools.'],
    ['Mention the price.', 'narrower', 'When the response has more than one sentence, mention the price.'],
  ] as const)('rewords "%s" %s: %s', (proposal, direction, text) => {
    expect(proposeMutation(subject('x', [], { reword: { proposal, direction } }))).toMatchObject({ text });
  });
});
