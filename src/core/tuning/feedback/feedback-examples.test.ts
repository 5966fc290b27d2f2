import { describe, expect, it } from 'vitest';
import { buildCandidate, buildConversation, buildTurn, someInstant } from '../../../testing/builders';
import type { Candidate, GivenFeedback } from '../../conversation/candidate';
import type { Turn } from '../../conversation/turn';
import { feedbackExamples } from './feedback-examples';

function given(kind: GivenFeedback['kind'], text?: string): GivenFeedback {
  return { kind, at: someInstant, became: null, ...(text === undefined ? {} : { text }) };
}

function answered(text: string, ...feedback: readonly GivenFeedback[]): Candidate {
  const built = buildCandidate();
  if (built.state.status !== 'answered') throw new Error('expected an answer');
  return { ...built, id: text, state: { ...built.state, text }, feedback };
}

/** What it says, without the prompt. */
function found(turns: readonly Turn[], selected = false): readonly unknown[] {
  return feedbackExamples(turns, { selected }).map((example) =>
    example.kind === 'preference'
      ? [example.chosen, example.rejected]
      : example.kind === 'unpaired' && [example.completion, example.label],
  );
}

describe('feedback as data', () => {
  it('is a good response where it was praised, and a bad one where it was criticised', () => {
    const turn = buildTurn({
      candidates: [answered('Yes.', given('kudos')), answered('No.', given('critique')), answered('Maybe.')],
    });

    expect(found([turn])).toEqual([
      ['Yes.', true],
      ['No.', false],
    ]);
  });

  it('is nothing where one response got both', () => {
    expect(found([buildTurn({ candidates: [answered('Yes.', given('kudos'), given('critique'))] })])).toEqual([]);
  });

  it('is the latest rewrite over the response', () => {
    const turn = buildTurn({
      candidates: [answered('No.', given('rewrite', 'Maybe.'), given('rewrite', 'Yes, daily.'), given('critique'))],
    });

    expect(found([turn])).toEqual([
      ['No.', false],
      ['Yes, daily.', 'No.'],
    ]);
    expect(feedbackExamples([turn], { selected: false }).map(({ isEdited }) => isEdited)).toEqual([false, true]);
  });

  it('passes over rewrites whose words were not kept', () => {
    expect(found([buildTurn({ candidates: [answered('No.', given('rewrite'))] })])).toEqual([]);
  });

  it('is the selected response over the others, where that is asked for', () => {
    const turn = buildTurn({
      candidates: [answered('Yes.'), answered('No.'), answered('Maybe.')],
      chosenId: 'No.',
    });

    expect(found([turn], false)).toEqual([]);
    expect(found([turn], true)).toEqual([
      ['No.', 'Yes.'],
      ['No.', 'Maybe.'],
    ]);
    expect(found([{ ...turn, chosenId: null }], true)).toEqual([]);
  });

  it('is of whole responses alone', () => {
    const { state } = buildCandidate();
    const states: readonly Candidate['state'][] = [
      { status: 'cancelled', text: 'Ye' },
      state.status === 'answered' ? { ...state, finish: { kind: 'length', code: 'MAX_TOKENS' } } : state,
      state.status === 'answered' ? { ...state, finish: { kind: 'stop', code: 'FIXED' } } : state,
    ];
    const candidates = states.map((each) => buildCandidate({ state: each, feedback: [given('kudos')] }));

    expect(found([buildTurn({ candidates })])).toEqual([]);
  });

  it('has the prompt that was sent as the user’s turn', () => {
    const [example] = feedbackExamples([buildTurn({ n: 4, candidates: [answered('Yes.', given('kudos'))] })], {
      selected: false,
    });

    expect(example).toMatchObject({
      id: 'run 4',
      turns: [{ role: 'user', text: 'Give three uses for a spoon.' }],
      systemMessage: '',
    });
  });

  it('of a chat has what was said before, and the system text apart', () => {
    const turns = buildConversation([
      ['a', null],
      ['b', 'a'],
    ]).map((turn) => (turn.id === 'b' ? { ...turn, candidates: [answered('Yes.', given('kudos'))] } : turn));

    expect(feedbackExamples(turns, { selected: false })).toMatchObject([
      {
        id: 'turn 2',
        turns: [
          { role: 'user', text: 'Said in a.' },
          { role: 'model', text: 'Reply in a.' },
          { role: 'user', text: 'Said in b.' },
        ],
        systemMessage: 'Give three uses for a spoon.',
      },
    ]);
  });
});
