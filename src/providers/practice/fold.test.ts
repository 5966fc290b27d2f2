import { describe, expect, it } from 'vitest';
import { broken } from '../../core/adherence/checks';
import { merged, read } from '../../core/adherence/rules';
import { keepsVariables } from '../../core/alignment/variable-check';
import { fillTemplate, parseTemplate } from '../../core/prompt/template';
import { foldPrinciples, updatePrompt } from './fold';
import { respond } from './respond';

const uses = 'Give three creative uses for {item}. The reader is {audience}.';

describe('A folded prompt', () => {
  it.each([
    [
      'has a number changed in place and the other principles after the instruction',
      uses,
      ['Start with a question.', 'Give five uses.', 'Keep it under 60 words'],
      'Give five creative uses for {item}. The reader is {audience}. Start with a question. Keep it under 60 words.',
    ],
    [
      'has the principles before blocks that only hold input',
      'Summarise the text below.\n\nText:\n{text}',
      ['Be brief.'],
      'Summarise the text below.\n\nBe brief.\n\nText:\n{text}',
    ],
    [
      'loses a sentence that is overruled',
      'You are a poet. Write in a formal tone.\n\n{topic}',
      ['Use a friendly tone.'],
      'You are a poet.\n\nUse a friendly tone.\n\n{topic}',
    ],
    [
      'says each thing once, and nothing that the preamble says already',
      'Explain {topic}. Be brief.',
      ['Be brief.', 'Mention cost.', 'Mention cost.'],
      'Explain {topic}. Be brief. Mention cost.',
    ],
    ['is the preamble where there is nothing to fold', uses, [], uses],
    [
      'keeps "a summary of ideas"',
      'Write a summary of ideas in {text}.',
      ['Give five ideas.'],
      'Write a summary of ideas in {text}. Give five ideas.',
    ],
    [
      'has an amount and its condition in the sentence that states the amount',
      uses,
      ['Give five, each in one short sentence.'],
      'Give five creative uses for {item}, each in one short sentence. The reader is {audience}.',
    ],
    ['has an amount with its bound', uses, ['Give at most 4.'], uses.replace('three', 'at most 4')],
    ['has one thing in the singular', uses, ['Give one use.'], uses.replace('three creative uses', 'one creative use')],
    ['has several things in the plural', 'Give a tip for {trip}.', ['Give four tips.'], 'Give four tips for {trip}.'],
    [
      'has a condition in a sentence of its own where the amount stands before the input',
      'Give three uses for this item: {item}',
      ['Give two, each in one sentence.'],
      'Give two uses for this item: {item}\n\nPut each in one sentence.',
    ],
    [
      'keeps an amount of something else',
      uses,
      ['Give exactly two reasons as a numbered list.'],
      `${uses} Give exactly two reasons as a numbered list.`,
    ],
    [
      'has a length in place',
      'Summarise {text} in three sentences.',
      ['Use one sentence.'],
      'Summarise {text} in one sentence.',
    ],
    [
      'has a limit in place',
      'Write about {topic} in at most 80 words. Be kind.',
      ['Keep the response under 40 words.'],
      'Write about {topic} in under 40 words. Be kind.',
    ],
    [
      'has a format in place',
      'List the steps of {task} as bullet points.',
      ['Use a numbered list.'],
      'List the steps of {task} as a numbered list.',
    ],
    [
      'has each sentence of a principle where it belongs',
      uses,
      ['Give five. Do not mention glue.'],
      'Give five creative uses for {item}. The reader is {audience}. Do not mention glue.',
    ],
    [
      'has the words of the author after it',
      uses,
      ["I can't use glue in my dorm."],
      `${uses} I can't use glue in my dorm.`,
    ],
  ])('%s', (_, preamble, principles, folded) => {
    expect(foldPrinciples({ preamble, principles }).replace(/ +\n/g, '\n')).toBe(folded);
  });

  it('takes braces in a principle for text', () => {
    const folded = foldPrinciples({ preamble: uses, principles: ['Write {name} and {"a": {"b": 1}} as they are.'] });
    expect(keepsVariables(uses, folded)).toEqual({ ok: true, value: folded });
    const filled = fillTemplate(parseTemplate(folded), { item: 'x', audience: 'y' });
    expect(filled).toMatchObject({ value: expect.stringContaining('{name} and {"a": {"b": 1}}') });
  });

  it.each([
    [uses, ['Give five uses.', 'Keep the response under 60 words.', 'Do not use tools.', 'Start with a question.']],
    ['Summarise in three sentences.\n\n{text}', ['Use one sentence.', 'End with "Done."']],
    [
      'Give three tips for {topic}. Use bullets.',
      ['Write one paragraph.', 'Mention the cost.', 'Be brief.', 'End with a question.'],
    ],
  ])('keeps every variable and is obeyed when it is run again: %s', (preamble, principles) => {
    const folded = foldPrinciples({ preamble, principles });
    const text = 'The sea rises. The moon pulls on the sea. The sea falls back again and the beach is dry once more.';
    const all = { item: 'paper clip', audience: 'a gardener', topic: 'gravity', text };
    const own = Object.entries(all).filter(([name]) => preamble.includes(`{${name}}`));
    const values = Object.fromEntries(own);
    const filled = fillTemplate(parseTemplate(folded), values);
    const response = respond({ instruction: filled.ok ? filled.value : '', principles: [], values }, 0);
    expect(keepsVariables(preamble, folded).ok).toBe(true);
    // "Done." is a sentence of its own.
    const plan = merged(principles.filter((principle) => !principle.includes('one sentence')).map(read));
    expect({ response, broken: broken(plan, response) }).toEqual({ response, broken: [] });
  });
});

describe('A prompt updated directly', () => {
  it('has the one instruction changed that the feedback is about', () => {
    const subject = { preamble: uses, variables: ['item', 'audience'], prompt: uses, response: 'Here are three uses.' };
    expect(updatePrompt({ ...subject, feedback: { kind: 'critique', text: 'give me five' } })).toBe(
      uses.replace('three', 'five'),
    );
    expect(updatePrompt({ ...subject, feedback: { kind: 'critique', text: 'it should mention the price' } })).toBe(
      `${uses} Mention the price.`,
    );
  });
});
