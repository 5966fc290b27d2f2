import { describe, expect, it } from 'vitest';
import { buildConversation, buildPrinciple, buildTurn, feedbackSource } from '../../testing/builders';
import { blankChat, fixedReply } from '../conversation/chat';
import { noUsage } from '../model/reply';
import { isAnsweredUnder, isRetriable, retryOffers, retryOfPrinciple, shownRetry } from './retry-offer';

const talk = buildConversation([
  ['a', null],
  ['b', 'a'],
  ['b2', 'a'],
  ['c', 'b2'],
]);
const [a, b, b2] = talk;
if (a === undefined || b === undefined || b2 === undefined) throw new Error('Expected turns.');
const about = (id: string, at: string) =>
  feedbackSource({ at, run: { id, n: 1, candidateId: `${id}-reply`, candidate: 1 } });
const early = '2026-01-01T00:00:00.000Z';
const late = '2026-01-02T00:00:00.000Z';

describe('what can be tried again', () => {
  it('is at each turn the principle that came of it last, of those that are on', () => {
    const offers = retryOffers([
      buildPrinciple({ id: 'late', sources: [about('b', late)] }),
      buildPrinciple({ id: 'early', sources: [about('b', early)] }),
      buildPrinciple({ id: 'off', status: 'off', sources: [about('a', late)] }),
      buildPrinciple({ id: 'by-hand' }),
    ]);
    expect([...offers.keys()]).toEqual(['b']);
    expect(offers.get('b')).toMatchObject({ principleId: 'late', before: { turnId: 'b', candidateId: 'b-reply' } });
  });

  it('is of a principle that has just come the response that its latest words are about', () => {
    const principle = buildPrinciple({ id: 'p', sources: [about('a', early), about('b', late)] });
    expect(retryOfPrinciple(principle)).toEqual({
      principleId: 'p',
      before: { turnId: 'b', candidateId: 'b-reply' },
    });
    expect(retryOfPrinciple(buildPrinciple())).toBeNull();
  });

  it('is what a model answered in a conversation', () => {
    expect(isRetriable(b)).toBe(true);
    expect(isRetriable(buildTurn())).toBe(false);
    const state = {
      status: 'answered',
      text: 'Hello.',
      finish: { kind: 'stop', code: fixedReply },
      usage: noUsage,
      tookMs: 0,
    } as const;
    expect(isRetriable({ ...a, candidates: [{ id: 'x', state, feedback: [] }] })).toBe(false);
  });

  it('was tried once the same was said beside it under the prompt of today', () => {
    const said = { ...b2, revisionId: 'r2', input: b.input };
    expect(isAnsweredUnder([a, b, said], b, 'r2')).toBe(true);
    expect(isAnsweredUnder([a, b, { ...b2, revisionId: 'r2' }], b, 'r2')).toBe(false);
    expect(isAnsweredUnder([a, b, said], b, 'r3')).toBe(false);
    expect(isAnsweredUnder([a, { ...b, revisionId: 'r2' }], b, 'r2')).toBe(true);
  });
});

describe('the comparison that waits for a decision', () => {
  const retry = { principleId: 'p', before: { turnId: 'b', candidateId: 'b-reply' }, leafId: 'b', turnId: 'b2' };
  const chat = (leafId: string) => ({
    ...blankChat,
    conversations: [{ id: 'talk', name: 'Talk', at: early, leafId }],
    currentId: 'talk',
    retry,
  });
  const untilB2 = talk.filter(({ id }) => id !== 'c');

  it('is shown while the conversation ends with the new turn', () => {
    expect(shownRetry({ turns: untilB2, chat: chat('b2') })).toMatchObject({
      before: { id: 'b-reply' },
      after: { id: 'b2' },
    });
    expect(shownRetry({ turns: untilB2, chat: chat('b') })).toBeNull();
    expect(shownRetry({ turns: untilB2, chat: blankChat })).toBeNull();
  });

  it('is not shown once something was said after it, or where the old response is gone', () => {
    expect(shownRetry({ turns: talk, chat: chat('b2') })).toBeNull();
    expect(shownRetry({ turns: untilB2.filter(({ id }) => id !== 'b'), chat: chat('b2') })).toBeNull();
  });
});
