import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildConstitution, buildPrinciple } from '../../testing/builders';
import { contradiction, duplicateLikeness, findConflicts, likeness } from './find-conflicts';

describe('contradiction', () => {
  it.each([
    // amounts
    [
      'Use at most three sentences.',
      'Write at least five sentences.',
      'one asks for at most 3 sentences, the other for at least 5 sentences',
    ],
    ['Give exactly 3 uses.', 'Give five different uses.', 'one asks for 3 uses, the other for 5 uses'],
    ['Use fewer than 3 emojis.', 'Use 3 to 5 emojis.', 'one asks for at most 2 emojis, the other for 3 to 5 emojis'],
    ['Give two tips or fewer.', 'Give more than 4 tips.', 'one asks for at most 2 tips, the other for at least 5 tips'],
    [
      'Keep it under 10 words.',
      'Write at least three paragraphs.',
      'one asks for at most 9 words, the other for at least 3 paragraphs',
    ],
    [
      'Keep each tip to one sentence.',
      'Write each tip in three sentences.',
      'one asks for at most 1 sentence, the other for 3 sentences',
    ],
    // poles
    ['Be brief.', 'Be thorough.', 'one asks for short answers, the other for long answers'],
    ['Do not write long answers.', 'Explain in detail.', 'one asks for short answers, the other for long answers'],
    ['Use a formal tone.', 'Sound casual.', 'one asks for a formal tone, the other for a casual tone'],
    ['Avoid slang.', 'Be chatty.', 'one asks for a formal tone, the other for a casual tone'],
    ['Use plain language.', 'Use technical terms.', 'one asks for plain words, the other for technical words'],
    ['Stay serious.', 'Add a joke.', 'one asks for a serious tone, the other for a playful tone'],
    [
      'Answer with a numbered list.',
      'Answer in a single paragraph.',
      'one asks for a list, the other for running text',
    ],
    ['Use bullet points instead of prose.', 'Avoid lists.', 'one asks for a list, the other for running text'],
    [
      'Address the reader.',
      'Write in the third person.',
      'one asks for the second person, the other for the third person',
    ],
    // length in words against length in numbers
    ['Be concise.', 'Write at least 300 words.', 'one asks for short answers, the other for at least 300 words'],
    ['Be thorough.', 'Use at most 20 words.', 'one asks for long answers, the other for at most 20 words'],
    // asked for and ruled out
    ['Include emojis.', 'Avoid emojis.', 'one asks for “emojis”, the other rules it out'],
    ['Always mention the price.', 'Never mention the price.', 'one asks for “price”, the other rules it out'],
    [
      'Always greet the customer.',
      'Never greet the customer.',
      'one asks for “greet customer”, the other rules it out',
    ],
    ['Answer with an example.', 'Answer without examples.', 'one asks for “example”, the other rules it out'],
    ['Be kind, and use metaphors.', 'Do not use metaphors.', 'one asks for “metaphors”, the other rules it out'],
    [
      'When asked for help, be brief.',
      'When asked for help, be thorough.',
      'one asks for short answers, the other for long answers',
    ],
  ])('finds it between “%s” and “%s”', (a, b, why) => {
    expect(contradiction(a, b)).toBe(why);
    expect(contradiction(b, a)).toBe(why);
  });

  it.each([
    ['Use at most five sentences.', 'Use at least two sentences.'],
    ['Keep each tip to one sentence.', 'Write at least five sentences.'],
    ['Use titles of at most 5 words.', 'Write at least 100 words.'],
    ['Open with one friendly line.', 'Write at least ten lines.'],
    ['When the reader is a child, be brief.', 'When the reader is an expert, be thorough.'],
    ['Once the visitor has said their age, be brief.', 'Be thorough.'],
    ['Each time a visitor is in a hurry, be brief.', 'Be thorough.'],
    ['If asked for details, be thorough.', 'Be brief.'],
    ['Use short sentences.', 'Write long paragraphs.'],
    ['Write a story without adjectives.', 'Write a story.'],
    ['In the summary, never mention the price.', 'Write a summary.'],
    ['Use no more than three emojis.', 'Use emojis.'],
    ['Suggest only uses that need no special tools.', 'Use tools from the shed.'],
    ['Introduce the list with a question.', 'Answer in a single paragraph.'],
    ['Be kind.', 'Be precise.'],
    ['簡潔に答える。', '例を挙げる。'],
  ])('finds none between “%s” and “%s”', (a, b) => {
    expect(contradiction(a, b)).toBeNull();
    expect(contradiction(b, a)).toBeNull();
  });
});

describe('likeness', () => {
  it.each([
    ['Be brief.', 'Be concise.'],
    ['Include an example.', 'Give examples.'],
    ['Start with a greeting.', 'Begin by greeting the reader.'],
    ['End with a question.', 'Conclude with a question.'],
    ['Use three examples.', 'Give 3 examples.'],
    ['Keep each use to one sentence of at most 25 words.', 'Be brief: one or two short sentences per use.'],
    ['Use plain words.', 'Avoid jargon.'],
    ['短い文で答える。', '短い文で答えること。'],
  ])('takes “%s” and “%s” for duplicates', (a, b) => {
    expect(likeness(a, b)).toBeGreaterThanOrEqual(duplicateLikeness);
  });

  it.each([
    ['Start with a question.', 'End with a question.'],
    ['Mention the price.', 'Mention the size.'],
    ['Use a friendly tone.', 'Use a formal tone.'],
    ['Give three examples.', 'Give five examples.'],
    ['Keep each tip to one sentence.', 'Use titles of at most 5 words.'],
    ['Name a concrete situation for each use.', 'Make the three uses solve three different kinds of problem.'],
  ])('keeps “%s” and “%s” apart', (a, b) => {
    expect(likeness(a, b)).toBeLessThan(duplicateLikeness);
  });

  it('is 1 for the same rule, symmetric, and never outside 0 to 1', () => {
    const rule = fc
      .array(
        fc.constantFrom(
          'be',
          'brief',
          'avoid',
          'three',
          '3',
          'lists',
          'each',
          'when',
          ',',
          '.',
          'at most',
          'words',
          'é',
          '例',
        ),
      )
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(rule, rule, (a, b) => {
        expect(likeness(a, a)).toBe(1);
        expect(likeness(a, b)).toBe(likeness(b, a));
        expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
        expect(likeness(a, b)).toBeLessThanOrEqual(1);
        expect(contradiction(a, b) === null).toBe(contradiction(b, a) === null);
      }),
    );
  });
});

describe('findConflicts', () => {
  it('tells which principle, by number, and why', () => {
    const constitution = buildConstitution(
      'Name a concrete situation for each use.',
      'Keep each use to one sentence of at most 25 words.',
      'Suggest only uses that need no special tools.',
      'Be brief: one or two short sentences per use.',
      'Tell each use as a long story.',
    );
    expect(findConflicts(constitution, 'p4')).toEqual([
      { kind: 'duplicate', id: 'p2', n: 2, why: 'both limit length' },
      { kind: 'contradiction', id: 'p5', n: 5, why: 'one asks for short answers, the other for long answers' },
    ]);
  });

  it.each([
    ['Be kind.', 'be kind', 'both say the same'],
    ['Use a formal tone.', 'Sound professional.', 'both ask for a formal tone'],
    ['Mention the price in euros.', 'State the price in euros and cents.', 'both are about price, euros'],
  ])('calls “%s” and “%s” duplicates', (a, b, why) => {
    expect(findConflicts(buildConstitution(a, b), 'p1')).toEqual([{ kind: 'duplicate', id: 'p2', n: 2, why }]);
  });

  it('calls a contradiction that, however alike the words are', () => {
    expect(findConflicts(buildConstitution('Include emojis.', 'Avoid emojis.'), 'p2')).toMatchObject([
      { kind: 'contradiction', id: 'p1', n: 1 },
    ]);
  });

  it('compares only principles that are on', () => {
    const constitution = [
      buildPrinciple({ id: 'p1', text: 'Be brief.', status: 'off' }),
      buildPrinciple({ id: 'p2', text: 'Be brief.', status: 'folded' }),
      buildPrinciple({ id: 'p3', text: 'Be brief.' }),
    ];
    expect(constitution.map(({ id }) => findConflicts(constitution, id))).toEqual([[], [], []]);
    expect(findConflicts(constitution, 'gone')).toEqual([]);
  });

  it('goes through 500 principles', () => {
    const constitution = buildConstitution(...Array.from({ length: 500 }, (_, n) => `Mention topic${n} at the start.`));
    expect(
      findConflicts(
        [...constitution, buildPrinciple({ id: 'new', text: 'Never mention topic7 at the start.' })],
        'new',
      ),
    ).toMatchObject([{ kind: 'contradiction', id: 'p8' }]);
  });
});
