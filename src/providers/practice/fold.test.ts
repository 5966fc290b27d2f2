import { describe, expect, it } from 'vitest';
import { fillTemplate, parseTemplate } from '../../core/prompt/template';
import { foldPrinciples, updatePrompt } from './fold';
import { respond } from './respond/respond';
import { rulesInForce } from './rules';

const uses = 'Give three uses for the following item: {item}';

describe('A folded prompt', () => {
  it('has a number changed in place and the other principles after the instruction', () => {
    expect(
      foldPrinciples({
        preamble: uses,
        principles: ['Start with a question.', 'Give five uses.', 'Keep it under 60 words'],
      }),
    ).toBe('Give five uses for the following item: {item}\n\nKeep it under 60 words. Start with a question.');
  });

  it('has the principles before blocks that only hold input', () => {
    expect(foldPrinciples({ preamble: 'Summarise the text below.\n\nText:\n{text}', principles: ['Be brief.'] })).toBe(
      'Summarise the text below.\n\nBe brief.\n\nText:\n{text}',
    );
  });

  it('has a sentence that is overruled replaced', () => {
    expect(
      foldPrinciples({
        preamble: 'You are a poet. Write in a formal tone.\n\n{topic}',
        principles: ['Use a casual tone.'],
      }),
    ).toBe('You are a poet.\n\nUse a casual tone.\n\n{topic}');
  });

  it('says each thing once, and nothing that the preamble says already', () => {
    expect(
      foldPrinciples({
        preamble: 'Explain {topic}. Be brief.',
        principles: ['Be brief.', 'Mention cost.', 'Mention cost.'],
      }),
    ).toBe('Explain {topic}. Be brief. Mention cost.');
  });

  it('takes braces in a principle for text', () => {
    const folded = foldPrinciples({ preamble: uses, principles: ['Write {name} and {"a": {"b": 1}} as they are.'] });
    expect(parseTemplate(folded).variables).toEqual(['item']);
    expect(fillTemplate(parseTemplate(folded), { item: 'x' })).toMatchObject({
      value: expect.stringContaining('{name} and {"a": {"b": 1}}'),
    });
  });

  it.each([
    [
      uses,
      [
        'Give five uses.',
        'Keep the response under 60 words.',
        'Suggest only uses that do not need special tools.',
        'Start with a question.',
      ],
    ],
    ['Summarise in three sentences.\n\n{text}', ['Use two bullets.', 'End with "Done."']],
    [
      'Explain {topic}. Use bullets.',
      [
        'Write one paragraph.',
        'Mention the cost.',
        'Be brief.',
        'End with a question.',
        'Address the reader directly.',
        'Avoid "very".',
      ],
    ],
  ])('keeps every variable and is obeyed when it is run again: %s', (preamble, principles) => {
    const folded = foldPrinciples({ preamble, principles });
    const values = {
      item: 'paper clip',
      topic: 'gravity',
      text: 'The sea rises. The moon pulls on the sea. The sea falls back again after some hours and the beach is dry once more.',
    };
    const filled = fillTemplate(parseTemplate(folded), values);
    const instruction = filled.ok ? filled.value : '';
    const names = parseTemplate(preamble).variables;
    const response = respond(
      {
        instruction,
        principles: [],
        values: Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name))),
        candidate: 0,
      },
      0,
    );
    expect(parseTemplate(folded).variables).toEqual(names);
    expect({
      response,
      broken: rulesInForce(principles)
        .map((rule) => rule.broken(response))
        .filter((why) => why !== null),
    }).toEqual({ response, broken: [] });
  });
});

describe('A prompt updated directly', () => {
  it('has the one instruction changed that the feedback is about', () => {
    const subject = { preamble: uses, variables: ['item'], prompt: uses, response: 'Here are three uses.' };
    expect(updatePrompt({ ...subject, feedback: { kind: 'critique', text: 'give me five' } })).toBe(
      'Give five uses for the following item: {item}',
    );
    expect(updatePrompt({ ...subject, feedback: { kind: 'critique', text: 'it should mention the price' } })).toBe(
      `${uses}\n\nMention the price.`,
    );
  });
});
