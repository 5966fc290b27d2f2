import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptText } from '../model/model-prompt';
import type { ReplySchema } from '../model/model-request';
import type { MutationSubject } from '../model/task';
import { foldPrinciplesInstruction } from './fold-principles';
import { proposeMutationInstruction } from './propose-mutation';
import { suggestRationalesInstruction } from './suggest-rationales';
import { updatePromptInstruction } from './update-prompt';

const mutationSubject: MutationSubject = {
  preamble: 'Give uses for {item}.',
  principles: [
    { n: 1, text: 'Be brief.' },
    { n: 2, text: 'Use a list.' },
  ],
  prompt: 'Give uses for a jar.',
  response: 'Hold pens.',
  feedback: { kind: 'critique', text: 'Too dull.', quote: 'Hold pens' },
};
const rationalesSubject = { kind: 'critique', prompt: 'P', response: 'R', principles: [] } as const;
const foldSubject = { preamble: 'Write about {topic}.', variables: ['topic'], principles: ['Be brief.'] };
const updateSubject = {
  preamble: 'Write about {topic}.',
  variables: ['topic'],
  prompt: 'Write about tides.',
  response: 'Tides rise.',
  feedback: { kind: 'rewrite', text: 'Tides rise and fall.' },
} as const;

const parseMutation = (reply: unknown) => proposeMutationInstruction.parse(JSON.stringify(reply), mutationSubject);

describe('every instruction', () => {
  it.each([
    suggestRationalesInstruction,
    proposeMutationInstruction,
    foldPrinciplesInstruction,
    updatePromptInstruction,
  ])('asks with a schema that services accept: $name', ({ schema }) => {
    expect(requiredEverywhere(schema)).toBe(true);
  });

  it('holds a small model that is constrained to as many rationales as can be used', () => {
    expect(suggestRationalesInstruction.schema).toMatchObject({
      properties: { rationales: { minItems: 3, maxItems: 3 } },
    });
  });

  it('holds it to numbers that a principle can have', () => {
    expect(proposeMutationInstruction.schema).toMatchObject({ properties: { principle: { minimum: 0 } } });
  });

  it('reads any text without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        for (const read of [
          () => suggestRationalesInstruction.parse(text, rationalesSubject),
          () => proposeMutationInstruction.parse(text, mutationSubject),
          () => foldPrinciplesInstruction.parse(text, foldSubject),
          () => updatePromptInstruction.parse(text, updateSubject),
        ]) {
          const result = read();
          if (!result.ok) expect(result.error).toMatch(/\.$/);
        }
      }),
    );
  });
});

describe('suggest rationales', () => {
  const three = ['format', 'tone', 'length'].map((aspect) => ({ aspect, text: `About ${aspect}.` }));

  it('reads three of them', () => {
    const reply = suggestRationalesInstruction.parse(JSON.stringify({ rationales: three }), rationalesSubject);
    expect(reply).toEqual({ ok: true, value: three });
  });

  it('forgives a code fence', () => {
    const fenced = `\`\`\`json\n${JSON.stringify({ rationales: three })}\n\`\`\``;
    expect(suggestRationalesInstruction.parse(fenced, rationalesSubject).ok).toBe(true);
  });

  it('refuses fewer than three, and says how many came', () => {
    const two = JSON.stringify({ rationales: [...three.slice(0, 2), { aspect: 'tone', text: ' ' }] });
    expect(suggestRationalesInstruction.parse(two, rationalesSubject)).toEqual({
      ok: false,
      error: 'Expected 3 different rationales, and 2 came.',
    });
  });

  it('refuses one that says the same as another, or has 30 words', () => {
    const withThird = (third: { aspect: string; text: string }) =>
      suggestRationalesInstruction.parse(
        JSON.stringify({ rationales: [...three.slice(0, 2), third] }),
        rationalesSubject,
      );
    expect(withThird({ aspect: 'length', text: 'About tone.' })).toMatchObject({ ok: false });
    expect(withThird({ aspect: 'length', text: 'word '.repeat(29) })).toMatchObject({ ok: true });
    expect(withThird({ aspect: 'length', text: 'word '.repeat(30) })).toEqual({
      ok: false,
      error: 'Expected 3 rationales of fewer than 30 words, and 2 came.',
    });
  });

  it('takes the three that differ most in kind when more come', () => {
    const twice = { aspect: 'format', text: 'More about format.' };
    const reply = JSON.stringify({ rationales: [three[0], twice, three[1], three[2]] });
    expect(suggestRationalesInstruction.parse(reply, rationalesSubject)).toEqual({ ok: true, value: three });
  });

  it('asks for praise or for objections', () => {
    const words = (kind: 'kudos' | 'critique') =>
      promptText(suggestRationalesInstruction.render({ ...rationalesSubject, kind }));
    expect(words('kudos')).toContain('pleased');
    expect(words('critique')).toContain('objections');
  });
});

describe('propose a mutation', () => {
  it('shows preamble, principles, prompt, response and feedback', () => {
    const words = promptText(proposeMutationInstruction.render(mutationSubject));
    for (const part of ['Give uses for {item}.', '2. Use a list.', 'Give uses for a jar.', 'Hold pens.', 'Too dull.']) {
      expect(words).toContain(part);
    }
  });

  it('asks for a broader or a narrower wording of what it proposed', () => {
    const reworded = (direction: 'broader' | 'narrower') =>
      promptText(
        proposeMutationInstruction.render({ ...mutationSubject, reword: { proposal: 'Be lively.', direction } }),
      );
    expect(reworded('broader')).toContain('too narrow');
    expect(reworded('narrower')).toContain('too broad');
  });

  it('reads add, edit and delete', () => {
    expect(parseMutation({ action: 'add', principle: 0, text: ' Be lively. ' })).toEqual({
      ok: true,
      value: { action: 'add', text: 'Be lively.' },
    });
    expect(parseMutation({ action: 'edit', principle: 2, text: 'Use a short list.' })).toEqual({
      ok: true,
      value: { action: 'edit', n: 2, text: 'Use a short list.' },
    });
    expect(parseMutation({ action: 'delete', principle: 1, text: '' })).toEqual({
      ok: true,
      value: { action: 'delete', n: 1 },
    });
  });

  it.each([
    [{ action: 'edit', principle: 3, text: 'X' }, 'principle 3, and the numbers go from 1 to 2'],
    [{ action: 'delete', principle: 0, text: '' }, 'principle 0'],
    [{ action: 'add', principle: 0, text: '  ' }, 'without words'],
    [{ action: 'edit', principle: 1, text: '' }, 'leaves no words'],
    [{ action: 'edit', principle: 1, text: 'Be brief.' }, 'without changing a word'],
    [{ action: 'improve', principle: 1, text: 'X' }, '"action"'],
    [{ action: 'add', text: 'X' }, '"principle"'],
  ])('never turns an unreadable choice into an add: %j', (reply, why) => {
    const result = parseMutation(reply);
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining(why) });
  });
});

describe('a proposal to an empty constitution', () => {
  it('cannot edit or delete', () => {
    const reply = JSON.stringify({ action: 'edit', principle: 1, text: 'X' });
    expect(proposeMutationInstruction.parse(reply, { ...mutationSubject, principles: [] })).toEqual({
      ok: false,
      error: 'It wants to edit principle 1, and there are none yet.',
    });
  });
});

describe('fold and update', () => {
  it('name every variable that has to stay', () => {
    const variables = ['item', 'audience'];
    expect(promptText(foldPrinciplesInstruction.render({ ...foldSubject, variables }))).toContain('{item}, {audience}');
    expect(promptText(updatePromptInstruction.render({ ...updateSubject, variables }))).toContain('{item}, {audience}');
  });

  it('refuse an empty prompt', () => {
    expect(foldPrinciplesInstruction.parse('{"prompt":" "}', foldSubject)).toEqual({
      ok: false,
      error: 'The new prompt is empty.',
    });
  });
});

function requiredEverywhere(schema: ReplySchema): boolean {
  if (schema.type === 'array') return requiredEverywhere(schema.items);
  if (schema.type !== 'object') return true;
  const names = Object.keys(schema.properties);
  return (
    names.every((name) => schema.required.includes(name)) && Object.values(schema.properties).every(requiredEverywhere)
  );
}
