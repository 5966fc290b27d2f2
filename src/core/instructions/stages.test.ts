import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAnswersInstruction } from './compare-answers';
import { critiqueAnswerInstruction } from './critique-answer';
import { fieldSoFar } from './field-so-far';
import { pairFromPrincipleInstruction } from './pair-from-principle';
import { reviseAnswerInstruction } from './revise-answer';
import type { CompareAnswersSubject, CritiqueAnswerSubject } from './task';

const exchange = { system: '', conversation: [], answer: 'A' };
const critiqueOf: CritiqueAnswerSubject = { system: '', examples: [], exchange, critiqueRequest: 'C' };
const comparisonOf: CompareAnswersSubject = {
  system: '',
  conversation: [],
  examples: [],
  principle: 'P',
  answers: ['a', 'b'],
};
const critique = (reply: unknown) => critiqueAnswerInstruction.parse(JSON.stringify(reply), critiqueOf);
const compared = (text: string) => compareAnswersInstruction.parse(text, comparisonOf);

describe('a critique', () => {
  it.each([
    [
      { critique: 'Critique: too long.', problem: 'yes' },
      { hasProblem: true, critique: 'too long.' },
    ],
    [
      { critique: 'Too long.', problem: true },
      { hasProblem: true, critique: 'Too long.' },
    ],
    [
      { critique: '', problem: 'no' },
      { hasProblem: false, critique: '' },
    ],
    [{ problem: 'No' }, { hasProblem: false, critique: '' }],
  ])('is read from %j', (reply, value) => {
    expect(critique(reply)).toEqual({ ok: true, value });
  });

  it.each([
    [{ critique: 'Too long.', problem: 'perhaps' }, '"problem" is neither'],
    [{ critique: 'Critique:', problem: 'yes' }, 'names none'],
    [{ critique: 'Too long.' }, '"problem"'],
  ])('is not read from %j', (reply, why) => {
    const read = critique(reply);
    expect(!read.ok && read.error).toContain(why);
  });

  it('the word Critique in an answer stays', () => {
    const read = critique({ critique: 'Critique: Critique: the Critique of Pure Reason is older.', problem: 'yes' });
    expect(read.ok && read.value.critique).toBe('Critique: the Critique of Pure Reason is older.');
  });
});

describe('a revision', () => {
  it.each([
    ['Revision: Kant wrote the Critique.\n\nRevision: 2', 'Kant wrote the Critique.\n\nRevision: 2'],
    ['**Revision:**\n\nIt is so.', 'It is so.'],
    ['**Revision**: It is so.', 'It is so.'],
    ['  indented stays\n', '  indented stays\n'],
    ['The revision: a story', 'The revision: a story'],
  ])('is what the model wrote, without its heading: %j', (reply, text) => {
    expect(reviseAnswerInstruction.parse(reply)).toEqual({ ok: true, value: text });
  });

  it('is none without words', () => {
    expect(reviseAnswerInstruction.parse('Revision: \n')).toEqual({ ok: false, error: 'The revision is empty.' });
  });
});

describe('a comparison', () => {
  it.each(['A', 'B', 'tie'] as const)('chooses %s', (choice) => {
    expect(compared(JSON.stringify({ reasoning: ' It is so. ', choice }))).toEqual({
      ok: true,
      value: { reasoning: 'It is so.', choice },
    });
  });

  it.each(['A and B are equal', '(A).', 'a', 'Tie', 'The first one, since it is shorter.', ''])(
    'an unreadable choice is never a training pair: %j',
    (choice) => {
      expect(compared(JSON.stringify({ reasoning: 'r', choice })).ok).toBe(false);
      expect(compared(choice).ok).toBe(false);
    },
  );
});

describe('requests from a principle', () => {
  const read = (reply: unknown) => pairFromPrincipleInstruction.parse(JSON.stringify(reply), { principle: 'P' });

  it('are three', () => {
    const made = { critique: 'c', revision: 'r', comparison: 'p' };
    expect(read({ ...made, critique: ' c ' })).toEqual({ ok: true, value: made });
    expect(read({ ...made, revision: ' ' })).toEqual({ ok: false, error: 'In the reply, "revision" is empty.' });
  });
});

describe('a field of a reply that is being written', () => {
  it('is what has come of it', () => {
    expect(fieldSoFar('{"critique":"It is \\"short\\".\\nAn', 'critique')).toBe('It is "short".\nAn');
    expect(fieldSoFar('{"critique": "caf\\u00e', 'critique')).toBe('caf');
    expect(fieldSoFar('{"crit', 'critique')).toBe('');
  });

  it('is a beginning of the whole field, wherever the reply was cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, at) => {
        const reply = JSON.stringify({ critique: text, problem: 'yes' });
        expect(text.startsWith(fieldSoFar(reply.slice(0, at % (reply.length + 1)), 'critique'))).toBe(true);
        expect(fieldSoFar(reply, 'critique')).toBe(text);
      }),
    );
  });
});
