import { describe, expect, it } from 'vitest';
import type { ModelErrorData, ModelErrorKind } from '../../../core/model/model-error';
import { finishWords, outcomeWords } from './outcome-words';

const zone = 'Europe/Berlin';

function words(kind: ModelErrorKind, rest: Partial<ModelErrorData> = {}) {
  return outcomeWords({ kind, code: 'CODE', message: '', partialText: '', ...rest }, zone);
}

function buttons(kind: ModelErrorKind) {
  return words(kind).actions.map((action) => action.kind);
}

/** A record, so that a new kind is a compile error here too. */
const titles: Readonly<Record<ModelErrorKind, string>> = {
  'token-limit': 'Stopped at the token limit',
  'prompt-blocked': 'The prompt was blocked',
  'answer-blocked': 'The reply was blocked',
  empty: 'The reply was empty',
  unreadable: 'The reply could not be read',
  'no-key': 'A key is missing',
  'bad-key': 'The key was refused',
  'unknown-model': 'The service does not have this model',
  'bad-request': 'The service refused the request',
  'rate-limited-minute': 'Too many calls in a minute',
  'rate-limited-day': 'The quota of this model is used up',
  'no-credit': 'No credit left',
  'unsupported-region': 'The service is not available in your region',
  'unknown-format': 'Unexpected response format',
  unavailable: 'The service is not available',
  unreachable: 'The service could not be reached',
  'over-budget': 'The budget of this session is spent',
  'too-long': 'Too long for this model',
  'no-model': 'The model could not be loaded',
  device: 'The GPU could not run the model',
  private: 'The call would leave this device',
  interrupted: 'The call was interrupted',
  internal: 'Something in the studio failed',
};
// Object.entries widens the keys.
const kinds = Object.entries(titles) as [ModelErrorKind, string][];

describe('outcomeWords', () => {
  it.each(kinds)('names %s', (kind, title) => {
    expect(words(kind).title).toBe(title);
  });

  it('has a title of its own for each kind', () => {
    expect(new Set(kinds.map(([, title]) => title)).size).toBe(kinds.length);
  });

  it.each(kinds)('says of %s what to do even when the provider said nothing, and hands on the raw code', (kind) => {
    const { body, code, actions } = words(kind);
    expect(body).toMatch(/^[A-Z].*\.$/s);
    expect(code).toBe('CODE');
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.every(({ label }) => label !== '')).toBe(true);
  });

  it.each([
    ['NOT_DOWNLOADED', 'The model is not on this device'],
    ['PARTIAL', 'Only part of the model is on this device'],
    ['DAMAGED', 'The model is damaged'],
    ['LinkError', 'The model could not be loaded'],
  ])('tells a model that is not here from one that the engine cannot use: %s', (code, title) => {
    expect(words('no-model', { code }).title).toBe(title);
  });

  it('says of a file that is gone that it is gone, and blames no service', () => {
    const { title, body, actions } = words('bad-request', { code: 'GONE', message: 'Choose it again.' });
    expect({ title, body, actions }).toEqual({
      title: 'The file is missing',
      body: 'Choose it again.',
      actions: [],
    });
  });

  it('tells a limit that was spent on thoughts from one that was not', () => {
    const usage = { inputTokens: 9, outputTokens: 0, thoughtTokens: 120, estimated: false };
    const thinking = words('token-limit', { usage });
    expect(thinking.title).toBe('Stopped at the token limit while thinking');
    expect(thinking.body).toContain('used 120 thinking tokens');
    expect(words('token-limit', { usage: { ...usage, thoughtTokens: 0 } }).title).toBe('Stopped at the token limit');
  });

  it('shows the reason of a block in words, an unknown one as well', () => {
    expect(words('prompt-blocked', { code: 'PROHIBITED_CONTENT' }).body).toContain('Reason given: prohibited content.');
    expect(words('answer-blocked', { code: 'SOMETHING_NEW' }).body).toContain('Reason given: something new.');
    expect(words('answer-blocked', { code: '' }).body).toContain('No reason was given.');
  });

  it('says until when a limit holds, in local time', () => {
    expect(words('rate-limited-minute', { until: '2026-11-21T09:30:34.400Z' }).body).toContain('again at 10:30:34.');
    expect(words('rate-limited-day', { until: '2026-11-22T08:00:00.000Z' }).body).toContain('again at 22 Nov, 09:00.');
    expect(words('rate-limited-day', { until: '2026-11-22T08:00:00.000Z' }).title).toBe('The daily quota is used up');
    expect(words('rate-limited-day').body).not.toContain('again at');
  });

  it("keeps the provider's own sentence, which knows what came", () => {
    const message = 'It answered 403: this key may not call gemini-9. Choose another model or key in Settings.';
    for (const [kind] of kinds) expect(words(kind, { message }).body).toBe(message);
  });

  it('offers what can help first', () => {
    expect(buttons('token-limit')).toEqual(['raise-output-limit', 'retry', 'show-call']);
    expect(buttons('bad-key')[0]).toBe('open-settings');
    expect(buttons('no-key')).toEqual(['open-settings']);
    expect(buttons('over-budget')).toEqual(['raise-budget']);
    expect(buttons('unavailable')[0]).toBe('retry');
    expect(buttons('device')[0]).toBe('retry');
    for (const kind of ['too-long', 'no-model', 'private'] as const) expect(buttons(kind)[0]).toBe('open-settings');
  });

  it('leads to the local models where one of them is missing, and to all models for the browser’s own', () => {
    const section = (code: string) => words('no-model', { code }).actions[0]?.section;
    expect(['NOT_DOWNLOADED', 'PARTIAL', 'DAMAGED', 'LinkError'].map(section)).toEqual(Array(4).fill('local-models'));
    expect(['DOWNLOADABLE', 'NO_BROWSER_MODEL', 'NotAllowedError'].map(section)).toEqual(Array(3).fill(undefined));
  });

  it('offers no retry where the same call must fail again', () => {
    const lasting = [
      'no-key',
      'unknown-model',
      'rate-limited-day',
      'over-budget',
      'too-long',
      'no-model',
      'private',
    ] as const;
    for (const kind of lasting) expect(buttons(kind)).not.toContain('retry');
  });
});

describe('a failure that can be mended on a page of the service', () => {
  it.each(['no-credit', 'unsupported-region'] as const)('leads there first: %s', (kind) => {
    const link = 'https://billing.example/projects';
    expect(words(kind, { link }).actions[0]).toMatchObject({ kind: 'open-link', href: link });
    expect(buttons(kind)).not.toContain('open-link');
  });

  it('leads to no address that is not safe, whatever a file says', () => {
    const { actions } = words('no-credit', { link: 'javascript:alert(1)' });
    expect(actions.map(({ kind }) => kind)).not.toContain('open-link');
  });
});

describe('the end of an answer that did not end by itself', () => {
  it.each([
    [{ kind: 'stop', code: 'STOP' }, undefined, ''],
    [{ kind: 'length', code: 'MAX_TOKENS' }, 200, 'Stopped at the limit of 200 output tokens'],
    [{ kind: 'length', code: 'MAX_TOKENS' }, undefined, 'Stopped at the model’s own output limit'],
    [
      { kind: 'length', code: 'CONTINUATION' },
      200,
      'Stopped at the most that one request may write; the model had more to say',
    ],
    [
      { kind: 'other', code: 'FINISH_REASON_UNSPECIFIED' },
      undefined,
      'The reply is complete as received; its reason for ending is unspecified',
    ],
    [
      { kind: 'length', code: 'TOO_LONG' },
      200,
      'Cut here by the app, at 400,000 characters: an answer this long seldom ends by itself. What would have followed is not paid for',
    ],
    [{ kind: 'other', code: 'SOLAR_FLARE' }, undefined, 'The service ended this early'],
  ] as const)('is said of %j with the limit %s', (finish, limit, said) => {
    expect(finishWords(finish, limit)).toBe(said);
  });
});
