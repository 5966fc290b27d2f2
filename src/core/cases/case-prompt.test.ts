import { describe, expect, it } from 'vitest';
import { buildDocument } from '../../testing/builders';
import { textOf } from '../model/model-prompt';
import { practiceModel } from '../model/model-ref';
import type { CaseInput } from './case';
import { askCase } from './case-prompt';

const asking = {
  document: buildDocument({ preamble: 'You guide visitors through a museum.' }),
  model: practiceModel,
  settings: {},
  botName: '',
  contextTokens: 4096,
};

describe('a case of a long conversation', () => {
  it('is sent without its oldest exchanges, never without opening or message', () => {
    const asked = askCase(conversation(30), asking);
    if ('why' in asked) throw new Error(asked.why);
    const sent = asked.composed.prompt.turns.map(({ role, parts }) => `${role}: ${textOf(parts).split(':')[0]}`);
    expect(asked.leftOut).toBeGreaterThan(1);
    expect(sent.slice(0, 3)).toEqual([
      'user: Begin the conversation.',
      'model: Welcome!',
      `user: Ask ${asked.leftOut}`,
    ]);
    expect(sent.at(-1)).toBe('user: And on Sundays?');
    expect(sent).toHaveLength(2 + 2 * (30 - asked.leftOut) + 1);
    expect(asked.input.conversation).toHaveLength(sent.length);
  });

  it('has another key for each other part of it that is sent', () => {
    const keyFor = (contextTokens: number | null) => {
      const asked = askCase(conversation(30), { ...asking, contextTokens });
      return 'key' in asked ? asked.key : asked.why;
    };
    expect(keyFor(1_000_000)).toBe(keyFor(null));
    expect(new Set([keyFor(null), keyFor(4096), keyFor(3000)]).size).toBe(3);
  });

  it.each([
    ['description', conversation(2), 'You guide visitors. '.repeat(2000), /^The description with its principles/],
    ['message', conversation(2, 'word '.repeat(5000)), 'You guide visitors.', /^The message has about \d,\d{3} tokens/],
  ])('is refused, with the reason, where the %s alone does not fit', (_, input, preamble, why) => {
    expect(askCase(input, { ...asking, document: buildDocument({ preamble }) })).toEqual({
      why: expect.stringMatching(why),
    });
  });
});

function conversation(exchanges: number, message = 'And on Sundays?'): CaseInput {
  const said = Array.from({ length: exchanges }, (_, n) => [
    { role: 'user', text: `Ask ${n}: ${'word '.repeat(80)}` } as const,
    { role: 'model', text: `Reply ${n} ${'word '.repeat(80)}` } as const,
  ]).flat();
  const opening = [
    { role: 'user', text: 'Begin the conversation.' },
    { role: 'model', text: 'Welcome!' },
  ] as const;
  return { values: {}, conversation: [...opening, ...said, { role: 'user', text: message }] };
}
