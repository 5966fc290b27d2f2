import { describe, expect, it } from 'vitest';
import type { MutationSubject } from '../../core/instructions/task';
import { proposeMutation } from './propose';

function propose(text: string, principles: readonly string[], more: Partial<MutationSubject> = {}) {
  return proposeMutation({
    preamble: 'Give three uses for {item}.',
    prompt: 'Give three uses for a clip.',
    response: `Here are three uses. ${'One more word. '.repeat(24)}`,
    principles: principles.map((principle, index) => ({ n: index + 1, text: principle })),
    feedback: { kind: 'critique', text },
    ...more,
  });
}

describe('A proposed mutation', () => {
  it('adds a principle that is new', () => {
    expect(propose('give me five', ['Be friendly.'])).toEqual({ action: 'add', principle: 0, text: 'Give five uses.' });
    expect(propose('the uses are dangerous', ['Suggest only uses that are not too similar.']).action).toBe('add');
  });

  it.each([
    [
      'edits the one that asks for the opposite',
      'Never mention the price.',
      'It should mention the price',
      'Mention the price.',
    ],
    ['edits the one about the same thing', 'Give two uses.', 'give me five', 'Give five uses.'],
    [
      'edits the one that is like it',
      'Warn readers of sharp edges.',
      'it should warn of sharp edges',
      'Warn of sharp edges.',
    ],
    [
      'tightens a limit that was not enough',
      'Keep the response under 20 words.',
      'too long',
      'Keep the response under 14 words.',
    ],
    ['stresses what was said before', 'Use bullets.', 'use bullets', 'Always use bullets.'],
    [
      'keeps what else the principle says',
      'Be friendly. Use bullets.',
      'number them',
      'Be friendly. Use bullets. Use a numbered list.',
    ],
  ])('%s', (_, principle, text, result) => {
    expect(propose(text, ['Sing.', principle])).toEqual({ action: 'edit', principle: 2, text: result });
  });

  it('does not tighten a limit that was praised', () => {
    const feedback = { kind: 'kudos', text: 'nice and short' } as const;
    expect(propose('', ['Keep the response under 20 words.'], { feedback }).text).toBe(
      'Always keep the response under 20 words.',
    );
  });

  it('reads a wish to stop what begins with a bracket', () => {
    expect(propose('stop ((using bullets', ['Use bullets.'])).toMatchObject({ action: expect.any(String) });
  });

  it('deletes the principle that the feedback wants to stop, and not one that forbids it', () => {
    expect(propose('stop using bullets', ['Be friendly.', 'Use bullets.'])).toMatchObject({
      action: 'delete',
      principle: 2,
    });
    expect(propose('no need to mention the price', ['Mention the price.'])).toMatchObject({ action: 'delete' });
    expect(propose('stop mentioning the price', ['Never mention the price.'])).toMatchObject({ action: 'edit' });
  });

  it.each([
    ['Keep the response under 60 words.', 'broader', 'Keep the response under 90 words.'],
    ['Keep the response under 60 words.', 'narrower', 'Keep the response under 40 words.'],
    ['Write at least 60 words.', 'narrower', 'Write at least 90 words.'],
    ['Give an example for each use.', 'broader', 'Give an example.'],
    ['When the item is sharp, warn the reader.', 'broader', 'Warn the reader.'],
    ['When the item is sharp, warn the reader.', 'narrower', 'When the item is sharp, warn the reader, and only then.'],
    ['Suggest only uses that do not need special tools.', 'broader', 'Suggest only uses that do not need tools.'],
    ['Mention the price.', 'broader', 'In every response, mention the price.'],
    ['Mention the price.', 'narrower', 'When the response has more than one sentence, mention the price.'],
  ] as const)('rewords "%s" %s: %s', (proposal, direction, text) => {
    expect(propose('x', [], { reword: { proposal, direction } })).toMatchObject({ text });
  });
});

describe('A proposed mutation in a conversation', () => {
  const conversation = [{ role: 'user', parts: [{ type: 'text', text: 'What does it cost?' }] }] as const;

  it.each([
    [
      'When somebody asks about prices, name them in euros',
      'When the user asks about prices, name them in euros.',
      { scope: 'turn', trigger: 'When the user asks about prices' },
    ],
    [
      'use a table when someone asks about prices',
      'When the user asks about prices, use a table.',
      { scope: 'turn', trigger: 'When the user asks about prices' },
    ],
    [
      'once a visitor has given their name, use it',
      'Once the user has given their name, use it.',
      { scope: 'conversation', trigger: 'Once the user has given their name' },
    ],
    ['use bullets', 'Use bullets.', { scope: 'always', trigger: '' }],
  ])('says when the principle holds, where the feedback does: %s', (feedback, text, when) => {
    expect(propose(feedback, [], { conversation })).toMatchObject({ action: 'add', text, ...when });
    expect(propose(feedback, ['Sing.'], { conversation }).reason).toMatch(/\.$/);
  });

  it('says nothing of it for a prompt that is run by itself', () => {
    expect(propose('When somebody asks about prices, name them', [])).not.toHaveProperty('scope');
  });
});
