import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../core/model/call-record';
import { practiceModel } from '../core/model/model-ref';
import { nothingSpent } from '../core/model/spending';
import { fakeClock } from '../testing/fake-clock';
import type { FromWorker } from './models-protocol';
import { createPageNews, newsBurst, newsWindowMs } from './page-news';

function given() {
  const clock = fakeClock();
  const sent: FromWorker[] = [];
  return { clock, sent, news: createPageNews({ send: (message) => sent.push(message), setTimer: clock.setTimer }) };
}

function callRecord(rest: Partial<CallRecord>): CallRecord {
  return {
    id: 'a',
    at: '2026-11-21T09:00:00.000Z',
    purpose: 'classify',
    model: practiceModel,
    prompt: { turns: [] },
    settings: {},
    reply: { type: 'text' },
    retries: [],
    outcome: { status: 'running' },
    tookMs: 0,
    ...rest,
  };
}

describe('the news for the page', () => {
  it('comes at once while there is little of it', () => {
    const { news, sent } = given();
    news.status({ state: 'busy', calls: 1 });
    news.record(callRecord({ id: 'a' }));
    expect(sent).toEqual([
      { type: 'status', status: { state: 'busy', calls: 1 } },
      { type: 'records', records: [callRecord({ id: 'a' })] },
    ]);
  });

  it('comes together when there is much of it: the latest of each call, of the status, of the totals', async () => {
    const { news, sent, clock } = given();
    for (let calls = 1; calls <= newsBurst; calls += 1) news.status({ state: 'busy', calls });
    news.record(callRecord({ id: 'a', tookMs: 0 }));
    news.record(callRecord({ id: 'b' }));
    news.record(callRecord({ id: 'a', tookMs: 9 }));
    news.spending(nothingSpent);
    news.status({ state: 'busy', calls: 99 });
    news.status({ state: 'ready' });
    expect(sent).toHaveLength(newsBurst);

    await clock.advance(newsWindowMs);
    expect(sent.slice(newsBurst)).toEqual([
      { type: 'records', records: [callRecord({ id: 'a', tookMs: 9 }), callRecord({ id: 'b' })] },
      { type: 'spending', spending: nothingSpent },
      { type: 'status', status: { state: 'ready' } },
    ]);
  });

  it('comes at once again after a quiet moment, and sets no timer for nothing', async () => {
    const { news, sent, clock } = given();
    for (let calls = 1; calls <= newsBurst + 1; calls += 1) news.status({ state: 'busy', calls });
    await clock.advance(newsWindowMs);
    await clock.advance(newsWindowMs);
    expect(clock.pending()).toBe(0);

    news.status({ state: 'ready' });
    expect(sent.at(-1)).toEqual({ type: 'status', status: { state: 'ready' } });
  });
});
