import { describe, expect, it } from 'vitest';
import { estimateWords, paceWords, roughCount, roughTime } from './estimate-words';

describe('the pace of calls', () => {
  const limits = { requestsPerMinute: 60, parallelRequests: 8 };
  const gemma = { provider: 'webllm', id: 'gemma' } as const;

  it('is that of the service, where one is asked', () => {
    const gemini = { provider: 'gemini', id: 'gemini-flash-latest' } as const;
    expect(paceWords([gemini, gemma], limits)).toBe('at 60 requests a minute, 8 at once');
  });

  it('is that of the device, where nothing leaves it', () => {
    expect(paceWords([gemma, gemma], limits)).toBe('one call after the other, as fast as this device answers');
    expect(paceWords([{ provider: 'practice' }], limits)).toBe('as fast as this device answers');
  });
});

describe('rough figures', () => {
  it('are short', () => {
    expect([4, 44, 70, 560, 3600, 7800].map(roughTime)).toEqual(['4 s', '40 s', '1 min', '9 min', '1 h', '2 h 10 min']);
    expect([940, 82_400, 1_800_000, 12_340_000].map(roughCount)).toEqual(['940', '82 k', '1.8 M', '12.3 M']);
    expect(estimateWords({ calls: 2140, tokens: 1_800_000, seconds: 1210 })).toBe(
      '2,140 calls · 1.8 M tokens · 20 min',
    );
  });
});
