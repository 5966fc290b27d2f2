import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../testing/scripted-model';
import { checkResponse, isQuoted, verdictOf } from './check-response';
import { makeChecks } from './make-checks';

describe('the verdict on a principle', () => {
  it.each([
    ['yes', ['yes', 'yes'], 'followed'],
    ['yes', ['yes', 'no'], 'not-followed'],
    ['yes', ['no', 'unsure'], 'not-followed'],
    ['yes', ['yes', 'unsure'], 'unsure'],
    ['yes', [], 'unsure'],
    ['no', ['no'], 'does-not-apply'],
    ['unsure', ['yes'], 'unsure'],
  ] as const)('that applies: %s, with the answers %s, is %s', (applies, answers, verdict) => {
    expect(
      verdictOf(
        applies,
        answers.map((answer) => ({ answer })),
      ),
    ).toBe(verdict);
  });
});

describe('a quotation', () => {
  it.each([
    ['stir, dig and ring', true],
    ['STIR  dig “and” ring', true],
    ['', true],
    ['cook a meal', false],
    ['stirdig', false],
  ])('“%s” is in the response: %s', (quote, isThere) => {
    expect(isQuoted('A spoon can stir, dig and ring a bell.', quote)).toBe(isThere);
  });
});

describe('a checked response', () => {
  const principle = (id: string, wording: string) => ({
    id,
    checks: { wording, applies: 'Does it hold?', questions: [`Is it so: ${wording}`] },
  });

  it('has an answer for each question, with the words that show it', async () => {
    const { result } = await checked(
      [principle('p1', 'Be brief.'), principle('p2', 'Be kind.')],
      [
        { principle: 2, applies: 'no', answers: [] },
        { principle: 1, applies: 'yes', answers: [{ quote: 'can stir', answer: 'yes' }] },
      ],
    );
    expect(result).toMatchObject({
      ok: true,
      value: [
        { principleId: 'p1', verdict: 'followed', answers: [{ answer: 'yes', quote: 'can stir' }] },
        { principleId: 'p2', verdict: 'does-not-apply' },
      ],
    });
  });

  it('is unsure where the quotation is not in it', async () => {
    const { result } = await checked(
      [principle('p1', 'Be brief.')],
      [{ principle: 1, applies: 'yes', answers: [{ quote: 'can boil an egg', answer: 'yes' }] }],
    );
    expect(result).toMatchObject({ ok: true, value: [{ verdict: 'unsure', answers: [{ answer: 'unsure' }] }] });
  });

  it('is unsure of a principle that the judge left out', async () => {
    const { result } = await checked(
      [principle('p1', 'Be brief.'), principle('p2', 'Be kind.')],
      [{ principle: 1, applies: true, answers: [{ quote: '', answer: false }] }],
    );
    expect(result).toMatchObject({ ok: true, value: [{ verdict: 'not-followed' }, { verdict: 'unsure' }] });
  });

  it('is not judged where the judge speaks of none of the principles, twice', async () => {
    const { result, model } = await checked(
      [principle('p1', 'Be brief.')],
      [{ principle: 7, applies: 'yes', answers: [] }],
    );
    expect(result).toMatchObject({ ok: false, error: { kind: 'unreadable' } });
    expect(model.requests).toHaveLength(2);
  });

  async function checked(principles: Parameters<typeof checkResponse>[0]['principles'], reply: unknown) {
    const model = scriptedModel({ replies: () => JSON.stringify({ principles: reply }) });
    const result = await checkResponse(
      { sent: { prompt: 'Give uses.' }, response: 'A spoon can stir, dig and ring a bell.', principles },
      { model, signal: new AbortController().signal },
    );
    return { result, model };
  }
});

describe('the checks of principles', () => {
  it('are made of several wordings in one call, at most four questions each', async () => {
    const reply = {
      checks: [
        { principle: 2, applies: 'Always?', questions: ['1?', '2?', '3?', '4?', '5?'] },
        { principle: 1, applies: 'Is it a list?', questions: ['Is it short?', ' '] },
      ],
    };
    const model = scriptedModel({ replies: [JSON.stringify(reply)] });
    const made = await makeChecks(['Be brief.', 'Be kind.'], { model, signal: new AbortController().signal });
    expect(made).toEqual({
      ok: true,
      value: [
        { wording: 'Be brief.', applies: 'Is it a list?', questions: ['Is it short?'] },
        { wording: 'Be kind.', applies: 'Always?', questions: ['1?', '2?', '3?', '4?'] },
      ],
    });
  });

  it('are asked for once more when one principle has none', async () => {
    const model = scriptedModel({ replies: () => '{"checks":[]}' });
    const made = await makeChecks(['Be brief.'], { model, signal: new AbortController().signal });
    expect(made).toMatchObject({ ok: false, error: { why: 'Principle 1 has no questions.' } });
    expect(model.requests).toHaveLength(2);
  });
});
