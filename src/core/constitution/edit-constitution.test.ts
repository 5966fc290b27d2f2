import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorSource, buildConstitution, buildPrinciple, feedbackSource } from '../../testing/builders';
import {
  addPrinciple,
  deletePrinciples,
  editPrinciple,
  movePrinciple,
  principleNumber,
  turnPrinciples,
} from './edit-constitution';
import { setCondition } from './read-condition';

const source = authorSource;
const three = buildConstitution('a', 'b', 'c');
const ids = (constitution: typeof three) => constitution.map((principle) => principle.id);

describe('addPrinciple', () => {
  it('puts a trimmed principle, switched on, at the end', () => {
    expect(addPrinciple(three, { id: 'p4', text: ' Be brief.\n', source })).toEqual([
      ...three,
      { id: 'p4', text: 'Be brief.', status: 'on', sources: [source] },
    ]);
  });

  it('refuses blank text and an id that is taken', () => {
    expect(() => addPrinciple(three, { id: 'p4', text: ' \n', source })).toThrow(/needs words/);
    expect(() => addPrinciple(three, { id: 'p2', text: 'x', source })).toThrow(/already has .* p2/);
  });
});

describe('a text that is too long for a principle', () => {
  const tooLong = 'Be brief. '.repeat(1001);

  it('is refused, with how long it is and what to do', () => {
    const words =
      'A principle has at most 10,000 characters, and this has 10,009. Shorten it, or make several principles of it.';
    expect(() => addPrinciple(three, { id: 'p4', text: tooLong, source })).toThrow(words);
    expect(() => editPrinciple(three, { id: 'p2', text: tooLong, source })).toThrow(words);
  });

  it('begins after 10,000 characters', () => {
    expect(addPrinciple(three, { id: 'p4', text: 'Be brief. '.repeat(1000), source })).toHaveLength(4);
  });
});

describe('when a principle holds', () => {
  const when = { scope: 'turn', trigger: 'When the user asks for prices' } as const;
  const asked = [buildPrinciple({ text: 'When the user asks for prices, name them.', when })];
  const whenOf = (constitution: typeof asked | typeof three) => constitution.at(-1)?.when;

  it('stays with words that begin with its trigger, and goes with others', () => {
    expect(whenOf(editPrinciple(asked, { id: 'p1', text: 'When the user asks for prices, be exact.', source }))).toBe(
      when,
    );
    const always = editPrinciple(asked, { id: 'p1', text: 'Name prices.', source });
    expect(always[0]).not.toHaveProperty('when');
  });

  it('can be said of words that stay as they are', () => {
    const once = { ...when, scope: 'conversation' } as const;
    expect(whenOf(setCondition(asked, 'p1', once))).toEqual(once);
    expect(setCondition(asked, 'p1', null)[0]).not.toHaveProperty('when');
    expect(setCondition(asked, 'p1', { ...when, trigger: 'Once' })[0]).not.toHaveProperty('when');
    expect(() => setCondition(asked, 'p9', null)).toThrow(/no principle .* p9/);
  });
});

describe('editPrinciple', () => {
  it('changes the words and remembers the earlier ones', () => {
    const by = feedbackSource();
    expect(editPrinciple(three, { id: 'p2', text: ' B ', source: by })[1]).toEqual({
      id: 'p2',
      text: 'B',
      status: 'on',
      sources: [source, { ...by, was: 'b' }],
    });
  });

  it('leaves one that is off as it is, and refuses a folded one: the prompt says it in its earlier words', () => {
    const constitution = [buildPrinciple({ id: 'p1', status: 'folded' }), buildPrinciple({ id: 'p2', status: 'off' })];
    expect(() => editPrinciple(constitution, { id: 'p1', text: 'x', source })).toThrow(/take it out of the prompt/);
    expect(editPrinciple(constitution, { id: 'p2', text: 'x', source })[1]?.status).toBe('off');
  });

  it('changes nothing when the words are the same', () => {
    expect(editPrinciple(three, { id: 'p2', text: ' b ', source })).toBe(three);
  });

  it('refuses blank text and a principle that is gone', () => {
    expect(() => editPrinciple(three, { id: 'p2', text: '', source })).toThrow(/needs words/);
    expect(() => editPrinciple(three, { id: 'p9', text: 'x', source })).toThrow(/no principle with the id p9/);
  });
});

describe('deletePrinciples', () => {
  it('takes out those that are there', () => {
    expect(ids(deletePrinciples(three, ['p3', 'p9', 'p1']))).toEqual(['p2']);
    expect(deletePrinciples(three, ['p9'])).toBe(three);
  });
});

describe('turnPrinciples', () => {
  it('turns those that are there on or off', () => {
    const turned = turnPrinciples(three, ['p1', 'p9'], 'off');
    expect(turned.map((principle) => principle.status)).toEqual(['off', 'on', 'on']);
    expect(turnPrinciples(turned, ['p1'], 'on')).toEqual(three);
    expect(turnPrinciples(three, ['p1', 'p9'], 'on')).toBe(three);
  });

  it('leaves a folded principle alone, which would be sent twice', () => {
    const folded = [buildPrinciple({ status: 'folded' })];
    expect(turnPrinciples(folded, ['p1'], 'on')).toBe(folded);
    expect(turnPrinciples(folded, ['p1'], 'off')).toBe(folded);
  });
});

describe('movePrinciple', () => {
  it.each([
    ['p1', 2, ['p2', 'p3', 'p1']],
    ['p3', 0, ['p3', 'p1', 'p2']],
    ['p2', 1, ['p1', 'p2', 'p3']],
  ])('moves %s to place %i', (id, toIndex, order) => {
    expect(ids(movePrinciple(three, id, toIndex))).toEqual(order);
  });

  it('refuses a place outside the list and a principle that is gone', () => {
    for (const place of [-1, 3, 0.5, Number.NaN]) expect(() => movePrinciple(three, 'p1', place)).toThrow(RangeError);
    expect(() => movePrinciple(three, 'p9', 0)).toThrow(/no principle with the id p9/);
  });

  it('keeps all others in their order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), fc.nat(), (count, from, to) => {
        const constitution = buildConstitution(...Array.from({ length: count }, (_, n) => `rule ${n}`));
        const id = `p${(from % count) + 1}`;
        const moved = movePrinciple(constitution, id, to % count);
        expect(principleNumber(moved, id)).toBe((to % count) + 1);
        expect(ids(moved).filter((other) => other !== id)).toEqual(ids(constitution).filter((other) => other !== id));
      }),
    );
  });
});

describe('principleNumber', () => {
  it('counts from 1, and is 0 for a principle that is gone', () => {
    expect([principleNumber(three, 'p3'), principleNumber(three, 'p9')]).toEqual([3, 0]);
  });
});
