import { describe, expect, it } from 'vitest';
import { buildConversation, buildPrinciple, buildTurn, feedbackSource, someInstant } from '../../testing/builders';
import type { Turn } from '../conversation/turn';
import { coverageOf } from './coverage';

const cue = (turn: Turn): Turn =>
  turn.input.message === null
    ? turn
    : { ...turn, input: { ...turn.input, message: { ...turn.input.message, isCue: true } } };

// opening → first → later → end, and another end beside the last two
const [opening, ...rest] = buildConversation([
  ['opening', null],
  ['first', 'opening'],
  ['later', 'first'],
  ['end', 'later'],
  ['other-end', 'first'],
]);
if (opening === undefined) throw new Error('Expected an opening.');
const turns = [cue(opening), ...rest, buildTurn({ id: 'run' })];
const from = (...ids: readonly string[]) =>
  ids.map((id) => feedbackSource({ run: { id, n: 1, candidateId: `${id}-reply`, candidate: 1 } }));
const none = { opening: [], first: [], later: [], closing: [] };

describe('coverage', () => {
  it('counts each principle in the parts of the conversation that it came of, by when it holds', () => {
    const when = { scope: 'turn', trigger: 'When asked' } as const;
    const { rows } = coverageOf(
      [
        buildPrinciple({ id: 'a', sources: from('opening') }),
        buildPrinciple({ id: 'b', sources: from('first', 'end', 'other-end') }),
        buildPrinciple({ id: 'c', when, sources: from('later') }),
        buildPrinciple({ id: 'by-hand', when }),
        buildPrinciple({ id: 'of-a-run', sources: from('run') }),
        buildPrinciple({ id: 'of-what-is-gone', sources: from('deleted') }),
      ],
      turns,
    );
    expect(rows).toEqual([
      {
        scope: 'always',
        byPart: { ...none, opening: ['a'], first: ['b'], closing: ['b'] },
        elsewhere: ['of-a-run', 'of-what-is-gone'],
      },
      { scope: 'turn', byPart: { ...none, later: ['c'] }, elsewhere: ['by-hand'] },
      { scope: 'conversation', byPart: none, elsewhere: [] },
    ]);
  });

  it('tells the turns that nobody has given feedback on', () => {
    const spoken = turns.map((turn) =>
      turn.id === 'first'
        ? {
            ...turn,
            candidates: turn.candidates.map((one) => ({
              ...one,
              feedback: [{ kind: 'kudos', at: someInstant, became: null } as const],
            })),
          }
        : turn,
    );
    expect(coverageOf([], spoken).silent).toEqual({
      opening: ['opening'],
      first: [],
      later: ['later'],
      closing: ['end', 'other-end'],
    });
  });

  it('takes the first thing that the user says for the first question where nothing comes before it', () => {
    expect(coverageOf([], buildConversation([['only', null]])).silent).toEqual({ ...none, first: ['only'] });
  });

  it('wants no feedback on what nobody answered', () => {
    const empty = rest.map((turn) => ({ ...turn, candidates: [] }));
    expect(coverageOf([], empty).silent).toEqual(none);
  });
});
