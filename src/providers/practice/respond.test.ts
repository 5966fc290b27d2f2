import { describe, expect, it } from 'vitest';
import { broken } from '../../core/adherence/checks';
import { merged, read } from '../../core/adherence/rules';
import { samples } from '../../core/project/samples';
import { composePrompt } from '../../core/prompt/compose';
import { fillTemplate, parseTemplate } from '../../core/prompt/template';
import { maskValues } from './content';
import { isOutside, respond } from './respond';

const tides =
  'Twice a day the sea climbs the beach and falls back again. The cause is far away: the moon pulls on the water of the ocean. ' +
  'A second bulge rises on the far side, where the pull is weakest. As the earth turns, each coast passes through both bulges, and ' +
  'so has two high tides in a little more than a day. Give five uses for it? Nobody can.';

interface Case {
  readonly preamble: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly principles?: readonly string[];
  /** What can be seen, judged without the rules' own checks. */
  readonly shows: readonly RegExp[];
  readonly lacks?: RegExp;
}

const uses = 'Give three uses for the following item: {item}';
const values = { item: 'an empty jam jar' };
const numbered = (n: number): RegExp => new RegExp(`^${n}\\. (?![\\s\\S]*^${n + 1}\\. )`, 'm');
const bullets = (n: number): RegExp => new RegExp(`(?<!^- .*\\n)^(?:- .*(?:\\n|$)){${n}}(?!- )`, 'm');

const cases: readonly Case[] = [
  { preamble: uses, values, shows: [numbered(3), /uses for an empty jam jar/, /the jam jar/] },
  { preamble: uses, values, principles: ['Give five uses.'], shows: [numbered(5)] },
  { preamble: uses, values: { item: 'old umbrellas' }, principles: ['Use bullets.'], shows: [bullets(3)] },
  { preamble: uses, values, principles: ['Keep the response under 20 words.'], shows: [/^(?:\S+\s*){1,22}$/] },
  { preamble: uses, values, principles: ['Write at least 80 words.'], shows: [/^(?:\S+\s+){80,}/] },
  {
    preamble: uses,
    values,
    principles: ['Suggest only uses that do not need special tools.'],
    shows: [numbered(3)],
    lacks: /tool|drill|glue/i,
  },
  { preamble: uses, values, principles: ['Start with a question.'], shows: [/^[^.\n]+\?/, numbered(3)] },
  { preamble: uses, values, principles: ['Write one paragraph.'], shows: [/First, .*Second, .*Third, /], lacks: /\n/ },
  { preamble: uses, values, principles: ['Give an example for each use.'], shows: [/(?:For example[\s\S]*){3}/] },
  { preamble: uses, values, principles: ['Use a friendly tone.'], shows: [/^Hello, /, /I hope/] },
  { preamble: uses, values, principles: ['Be enthusiastic.'], shows: [/!/] },
  { preamble: uses, values, principles: ['Mention the price.'], shows: [/Keep the price in mind\./] },
  { preamble: uses, values, principles: ['Start with "Look:"', 'End with "Enjoy."'], shows: [/^Look:/, /Enjoy\.$/] },
  { preamble: 'Give {n} uses for {item}.', values: { n: 'two', item: 'a brick' }, shows: [numbered(2)] },
  { preamble: 'Suggest 12 uses for a brick.', shows: [numbered(9), /The practice model knows no more\./] },
  { preamble: 'Give a tip for a garden party.', shows: [/Here is one tip for a garden party\./], lacks: /^\d/m },
  { preamble: 'List four ideas for my birthday.', shows: [numbered(4), /your birthday/] },
  { preamble: 'Summarise in one sentence:\n\n{text}', values: { text: tides }, shows: [/^[^.!?]+[.!?]$/] },
  {
    preamble: 'Summarise this:\n\n{text}',
    values: { text: tides },
    shows: [/in short/, /coast|moon|sea/],
    lacks: /^\d/m,
  },
  { preamble: 'Summarise for a child: {text}', values: { text: tides }, shows: [/^(?:(?:\S+\s*){1,15}[.?] ?)+$/] },
  {
    preamble: 'Write a description of {product}.\n\nFacts:\n{facts}\n\nThe customers are {audience}.',
    values: { product: 'the Tern 18 rucksack', facts: '18 litres, recycled sailcloth', audience: 'commuters' },
    shows: [/^Meet the Tern 18 rucksack\. 18 litres\. Recycled sailcloth\. Made for commuters\.$/],
  },
  {
    preamble: 'Describe {product}.',
    values: { product: 'wool blanket', price: '45 euros' },
    principles: ['Mention the price.', 'Address the reader directly.'],
    shows: [/The price is 45 euros\./, /yours/],
  },
];

describe('A response of the practice model', () => {
  it.each(cases)(
    'follows "$preamble" with $principles',
    ({ preamble, values: given = {}, principles = [], shows, lacks }) => {
      const filled = fillTemplate(parseTemplate(preamble), given);
      const instruction = filled.ok ? filled.value : '';
      const plan = merged([maskValues(instruction, given), ...principles].map(read));
      for (const candidate of [0, 1, 2]) {
        const text = respond({ instruction, principles, values: given }, candidate);
        const kept = preamble.includes('12 uses') ? ['has 9 points and not exactly 12'] : [];
        expect({ text, broken: broken(plan, text) }).toEqual({ text, broken: kept });
        expect(text).not.toMatch(/[{}|]|undefined|\.\.| {2}|\s[.,]|\b(?:the|a|an) (?:the|a|an)\b/);
      }
      const first = respond({ instruction, principles, values: given }, 0);
      for (const sight of shows) expect(first).toMatch(sight);
      if (lacks !== undefined) expect(first).not.toMatch(lacks);
    },
  );

  it.each([
    ['Explain photosynthesis to a child.', []],
    ['How do I boil an egg?', ['Use bullets.']],
    ['Write a poem with three ideas for spring.', []],
    ['Schreib drei Sätze über das Meer.', []],
  ])(
    'is no outline where the rules do not cover "%s": it says so, and what was understood',
    (instruction, principles) => {
      const subject = { instruction, principles, values: {} };
      expect(isOutside(subject)).toBe(true);
      expect(respond(subject, 0)).toMatch(/do not cover this prompt\. Connect a model/);
      expect(respond(subject, 1)).toBe(respond(subject, 0));
    },
  );

  it.each(['Never mention bricks.', 'Avoid "works". Avoid "brick". Avoid "model".'])(
    'is never empty, even under "%s"',
    (rule) => {
      const subject = { instruction: 'Give three uses for a brick.', principles: [rule], values: {} };
      expect(respond(subject, 0)).toMatch(/\w{2,}.*\./);
      expect(respond(subject, 0)).not.toMatch(/brick/);
    },
  );

  it('is the same for the same request and seed, and differs between candidates and seeds', () => {
    const subject = { instruction: 'Give three uses for a brick.', principles: [], values: {} };
    expect(respond(subject, 7)).toBe(respond(subject, 7));
    expect(new Set([0, 1, 2, 3, 4].map((turn) => respond(subject, turn))).size).toBe(5);
  });

  it.each([
    'Write so that an expert in Roman law would nod.',
    'When the item is sharp, warn the reader.',
    'Avoid claims that the facts do not support.',
  ])('is the same with and without a principle it does not understand: %s', (principle) => {
    const subject = { instruction: 'Give three uses for a brick.', values: {} };
    expect(respond({ ...subject, principles: [principle] }, 0)).toBe(respond({ ...subject, principles: [] }, 0));
  });

  it.each(samples)(
    'uses the words of the author in the sample "$name", and no two candidates are alike',
    ({ build }) => {
      const { prompt, inputs } = build({ id: 'sample', at: '2026-01-01T00:00:00.000Z' });
      for (const { values: given } of inputs.sets) {
        const composed = composePrompt({ document: prompt, values: given });
        const { instruction, principles } = composed.ok ? composed.value : { instruction: '', principles: [] };
        const texts = [0, 1, 2].map((candidate) => respond({ instruction, principles, values: given }, candidate));
        expect(new Set(texts).size).toBe(3);
        const own =
          Object.values(given)
            .join(' ')
            .toLowerCase()
            .match(/\p{L}{3,}/gu) ?? [];
        for (const text of texts)
          expect(own.filter((word) => text.toLowerCase().includes(word)).length).toBeGreaterThan(1);
        for (const text of texts) expect(text).not.toContain('practice model');
      }
    },
  );
});
