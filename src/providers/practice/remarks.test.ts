import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { critiqueRemarks } from './fixtures/critiques';
import { kudosRemarks } from './fixtures/praise';
import type { SaidRemark } from './fixtures/remark';
import { toPrinciple } from './principle';

const response =
  'Here are three uses for the jar.\n\n1. Put it on a shelf with a candle and look at it in the evening for some time.\n2. Fill it with sand.\n3. Build a lamp with a drill.';
const preambles = ['Give three uses for {item}.', 'Write an email to my landlord.'];

type Kind = 'critique' | 'kudos';
const remarks: readonly (readonly [Kind, SaidRemark])[] = [
  ...critiqueRemarks.map((remark): readonly [Kind, SaidRemark] => ['critique', remark]),
  ...kudosRemarks.map((remark): readonly [Kind, SaidRemark] => ['kudos', remark]),
];

function principleOf(kind: Kind, text: string, preamble = preambles[0] ?? ''): string {
  return toPrinciple({ preamble, prompt: preamble, response, feedback: { kind, text } });
}

/** The words alone: a capital, a mark at the end and spaces are nothing that is said. */
function wordsAlone(text: string): string {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}']+/gu) ?? []
  ).join(' ');
}

const negations =
  /\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|cant|dont|doesnt|arent|stop|avoid|nicht|kein\w*|ohne|sin|pas)\b|n['’]t\b/iu;
const numbers = /\d+|\b(?:two|three|four|five|six|eight|drei|tres)\b/gi;

function keepsWhatCounts(text: string, principle: string): void {
  const said = principle.toLowerCase();
  for (const [number] of text.matchAll(numbers)) expect(said, text).toContain(number.toLowerCase());
  expect([text, principle, negations.test(principle)]).toEqual([text, principle, negations.test(text)]);
}

describe('Feedback as people write it', () => {
  it('is a corpus of 120 remarks and more, each of them once', () => {
    expect(new Set(remarks.map(([, { text }]) => text)).size).toBeGreaterThanOrEqual(120);
  });

  it.each(remarks)('becomes a principle that says the same: %s %j', (kind, { text, says, never, isLack }) => {
    for (const preamble of preambles) {
      const principle = principleOf(kind, text, preamble);
      if (says === undefined) expect(wordsAlone(principle)).toBe(wordsAlone(text));
      for (const words of says ?? []) expect(principle).toMatch(words);
      if (never !== undefined) expect(principle).not.toMatch(never);
      expect(principle).not.toMatch(/avoid this fault|keep this quality|undefined|\{|\$\d|\.\./i);
      if (isLack === undefined && says === undefined) keepsWhatCounts(text, principle);
    }
  });

  const verbs = fc.constantFrom('use', 'mention', 'add', 'show', 'explain', 'repeat', 'quote', 'recommend');
  const things = fc.constantFrom(
    'glue',
    'the price',
    'scissors and tape',
    'my name',
    'a lamp',
    'sharp knives',
    'the year 1999',
  );
  const forbidding = fc.constantFrom(
    ...[
      "I can't {v} {t}",
      'do not {v} {t}',
      "Please don't {v} {t}.",
      'never {v} {t}',
      'It should not {v} {t}',
      'you must never {v} {t}',
    ],
    ...[
      'I don’t want to {v} {t}',
      'Could you not {v} {t}?',
      "we aren't able to {v} {t}",
      'No need to {v} {t}',
      'dont {v} {t} pls',
    ],
    ...[
      'Nice, but do not {v} {t}',
      "It's too long. And don't {v} {t}!",
      "I'd like you to not {v} {t}",
      'Nobody here may {v} {t}',
    ],
    ...['It shouldn’t {v} {t} or ask for it', 'Do it without having to {v} {t}', "I don't like having to {v} {t}"],
  );

  it('forbids what it forbade, and names the thing, in any words', () => {
    fc.assert(
      fc.property(forbidding, verbs, things, fc.constantFrom(...preambles), (form, v, t, preamble) => {
        const text = form.replace('{v}', v).replace('{t}', t);
        const principle = principleOf('critique', text, preamble);
        expect([principle, negations.test(principle)]).toEqual([principle, true]);
        expect(principle).toContain(t);
        expect(principle).toContain(v);
      }),
      { numRuns: 400 },
    );
  });

  const demanding = fc.constantFrom(
    ...[
      '{v} {t}',
      'Please {v} {t}',
      'It should {v} {t}',
      'could you {v} {t}?',
      'Good, but {v} {t}',
      'I want it to {v} {t}',
    ],
    ...['Too long. {v} {t}', 'You must {v} {t}!', 'and it needs to {v} {t} please'],
  );
  const amounts = fc.constantFrom(
    'exactly two',
    'at most 7',
    'no more than three',
    'between 4 and 6',
    '12',
    'half of the',
    'not fewer than 5',
  );
  const counted = fc.constantFrom('reasons', 'sources', 'short lines', 'names', 'examples from 2020');

  it('keeps every amount and bound, in any words', () => {
    fc.assert(
      fc.property(demanding, verbs, amounts, counted, (form, v, amount, nouns) => {
        const text = form.replace('{v}', v).replace('{t}', `${amount} ${nouns}`);
        expect(principleOf('critique', text).toLowerCase()).toContain(`${v} ${amount} ${nouns}`);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps both of two ideas', () => {
    const ideas = fc.constantFrom(
      'It is too long.',
      'Do not rhyme.',
      'I have no oven.',
      'Give two sources.',
      'Bitte nicht duzen.',
      'Could you say why?',
      'my cat hates it.',
    );
    const marks: Readonly<Record<string, RegExp>> = {
      'It is too long.': /under \d+ words/,
      'Could you say why?': /Say why\./,
    };
    fc.assert(
      fc.property(ideas, ideas, (one, other) => {
        const principle = principleOf('critique', `${one} ${other}`);
        for (const idea of [one, other]) {
          const mark = marks[idea];
          if (mark === undefined) expect(wordsAlone(principle)).toContain(wordsAlone(idea));
          else expect(principle).toMatch(mark);
        }
      }),
    );
  });

  it('is read in time that grows with its length, whatever it holds', () => {
    for (const piece of ['not ', 'a.', '"', "don't and ", 'too ', ', but ', 'i think ', '!', 'x', '1 '])
      for (const kind of ['critique', 'kudos'] as const) {
        const text = piece.repeat(200_000 / piece.length);
        expect(principleOf(kind, text).length).toBeGreaterThan(text.trim().length - 2);
      }
  });
});
