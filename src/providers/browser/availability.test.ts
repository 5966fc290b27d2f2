import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../testing/fake-clock';
import { promptApiStandIn, type StandInOptions } from '../../testing/prompt-api-stand-in';
import { availabilityTimeoutMs, browserModelAvailability } from './availability';
import { prepareBrowserModel } from './prepare-browser-model';

async function availability(scope: object) {
  const clock = fakeClock();
  let answer: string | undefined;
  void browserModelAvailability(scope, clock).then((said) => {
    answer = said;
  });
  await clock.settle();
  return { answer: () => answer, clock };
}

const saying = (answer: StandInOptions['availability'] & {}) => promptApiStandIn({ availability: answer }).scope;

describe('whether the browser has a model', () => {
  it.each(['available', 'downloadable', 'downloading', 'unavailable'])('is what it says: %s', async (said) => {
    const { answer, clock } = await availability(saying(async () => said));
    expect(answer()).toBe(said);
    expect(clock.pending()).toBe(0);
  });

  it.each([
    ['has no such thing', {}],
    ['has something else of that name', { LanguageModel: 'Gemini' }],
    ['has a part of it', { LanguageModel: { create: () => {} } }],
  ])('is absent where a window %s', async (_what, scope) => {
    expect((await availability(scope)).answer()).toBe('absent');
  });

  it('is unavailable where it fails, throws, or says a new word', async () => {
    const thrown = () => {
      throw new TypeError('No.');
    };
    for (const said of [() => Promise.reject(new Error('No.')), thrown, async () => 'maybe']) {
      expect((await availability(saying(said))).answer()).toBe('unavailable');
    }
  });

  it('is unavailable where it never says', async () => {
    const { answer, clock } = await availability(saying(() => new Promise<string>(() => {})));
    await clock.advance(availabilityTimeoutMs - 1);
    expect(answer()).toBeUndefined();
    await clock.advance(1);
    expect(answer()).toBe('unavailable');
  });
});

describe("preparing the browser's model", () => {
  async function prepared(scope: object, signal = new AbortController().signal) {
    const progress: number[] = [];
    await prepareBrowserModel(scope, { signal, onProgress: (part) => progress.push(part) });
    return progress;
  }

  it('tells how far its download is, and keeps no session', async () => {
    const { scope, sessions } = promptApiStandIn({ downloads: [0, 0.5, 1] });
    expect(await prepared(scope)).toEqual([0, 0.5, 1]);
    expect(sessions).toMatchObject([{ destroyed: true, languages: ['en'] }]);
  });

  it('says why it cannot be', async () => {
    const { scope } = promptApiStandIn({ refusal: new DOMException('Press first.', 'NotAllowedError') });
    await expect(prepared(scope)).rejects.toMatchObject({ data: { kind: 'no-model', code: 'NotAllowedError' } });
    await expect(prepared({})).rejects.toMatchObject({ data: { kind: 'device', code: 'ABSENT' } });
  });

  it('ends with the reason of its signal', async () => {
    const { scope, sessions } = promptApiStandIn();
    await expect(prepared(scope, AbortSignal.abort('enough'))).rejects.toBe('enough');
    expect(sessions).toEqual([]);
  });
});
