import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import { noUsage, type Reply } from '../../core/model/reply';
import { fakeClock } from '../../testing/fake-clock';
import { aRequest, stepwiseModel } from '../../testing/stepwise-model';
import { redactSecrets, streamRedactor } from './redact-secrets';
import { withRedaction } from './with-redaction';

const key = 'AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY';
const base64 = (text: string) => btoa(text);

describe('a reply that repeats the key', () => {
  it.each([
    ['as it is', `The header was ${key}.`, 'The header was [key].'],
    ['as a whole answer', key, '[key]'],
    ['twice', `${key}${key}`, '[key][key]'],
    ['in Base64', `It decodes: ${base64(key)} .`, /^It decodes: \[key\].{0,3} \.$/],
    ['amid other text in Base64', base64(`x-goog-api-key: ${key}\r\naccept: */*`), /^[\w+/]*\[key\][\w+/=]*$/],
    ['in an address', `https://x.example/?key=${encodeURIComponent(key)}&a=b`, 'https://x.example/?key=[key]&a=b'],
  ])('is shown without it (%s)', (_how, text, shown) => {
    expect(redactSecrets(text, [key])).toEqual(shown instanceof RegExp ? expect.stringMatching(shown) : shown);
  });

  it.each([0, 1, 2, 3, 4, 5])('hides it in Base64 behind %s other bytes, in both alphabets', (before) => {
    const odd = 'k?>~ey~~??>>-1234567890';
    const text = base64('x'.repeat(before) + odd);
    for (const spelled of [text, text.replaceAll('+', '-').replaceAll('/', '_')]) {
      const shown = redactSecrets(spelled, [odd]);
      expect(shown).toContain('[key]');
      expect(shown.length).toBeLessThan(before * 2 + 12);
    }
  });

  it('is shown without it wherever the pieces are cut, and with every other letter', () => {
    const around = fc.string({ unit: fc.constantFrom('A', 'I', 'z', 'a', ' ', '\n', 'é', '[', 'QUl6') });
    const secret = fc.constantFrom(key, base64(key), base64(`ab${key}`), encodeURIComponent(key));
    fc.assert(
      fc.property(fc.array(fc.tuple(around, secret)), around, fc.array(fc.nat({ max: 200 })), (parts, last, cuts) => {
        const text = parts.flat().join('') + last;
        const redactor = streamRedactor([key, 'another-key-9876']);
        const shown = pieces(text, cuts).map(redactor.piece).join('') + redactor.end();
        expect(shown).toBe(redactSecrets(text, [key, 'another-key-9876']));
        expect(shown).not.toContain(key);
        expect(shown.split('[key]').length - 1).toBeGreaterThanOrEqual(parts.length);
      }),
    );
  });

  it('keeps texts without it to the letter, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.nat({ max: 30 })), (text, cuts) => {
        const redactor = streamRedactor([key]);
        expect(pieces(text, cuts).map(redactor.piece).join('') + redactor.end()).toBe(text);
      }),
    );
  });

  it('does not wait with a text that no key begins with', () => {
    const redactor = streamRedactor([key]);
    expect(redactor.piece('Hello A')).toBe('Hello ');
    expect(redactor.piece('nna')).toBe('Anna');
  });

  it('does not show most of a key that the answer breaks off in', () => {
    const redactor = streamRedactor([key]);
    expect(redactor.piece(`Your key is ${key.slice(0, 30)}`) + redactor.end()).toBe('Your key is [key]');
  });

  it('is one key, not the rest of a longer one that begins with another', () => {
    expect(redactSecrets('It is secret-1-long-2.', ['secret-1', 'secret-1-long-2'])).toBe('It is [key].');
    const redactor = streamRedactor(['secret-1', 'secret-1-long-2']);
    expect(redactor.piece('secret-1') + redactor.piece('-lo') + redactor.piece('ng-2!')).toBe('[key]!');
  });

  it('keeps the words that stand in for a key where none is needed', () => {
    expect(redactSecrets('Start lm-studio first.', ['lm-studio'])).toBe('Start lm-studio first.');
  });
});

describe('withRedaction', () => {
  const done = (text: string, more: Partial<Reply> = {}): ModelEvent => ({
    type: 'done',
    cached: false,
    reply: { text, finish: { kind: 'stop', code: 'STOP' }, usage: noUsage, ...more },
  });

  it('redacts pieces, the reply and its tokens', async () => {
    const token = (text: string) => ({ token: text, logprob: -1, alternatives: [{ token: text, logprob: -1 }] });
    const cut = [key.slice(0, 7), key.slice(7, 20), key.slice(20)];
    const events = await eventsOf([
      { type: 'text', text: `Key: ${cut[0]}` },
      { type: 'text', text: `${cut[1]}` },
      { type: 'text', text: `${cut[2]} ok` },
      done(`Key: ${key} ok`, { tokens: ['Key: ', ...cut, ' ok'].map(token) }),
    ]);
    const text = events.map((event) => (event.type === 'text' ? event.text : '')).join('');
    expect(text).toBe('Key: [key] ok');
    const reply = events.find((event) => event.type === 'done')?.reply;
    expect(reply?.text).toBe('Key: [key] ok');
    expect(reply?.tokens?.map((each) => each.token).join('')).toBe('Key: [key] ok');
    for (const piece of cut) expect(JSON.stringify(events)).not.toContain(piece);
  });

  it('forgets the beginning of a try that is cut and repeated', async () => {
    const events = await eventsOf([
      { type: 'text', text: key.slice(0, 30) },
      { type: 'restart' },
      { type: 'text', text: 'Fine.' },
      done('Fine.'),
    ]);
    expect(events).toEqual([{ type: 'restart' }, { type: 'text', text: 'Fine.' }, done('Fine.')]);
  });

  it('redacts errors and what came before them', async () => {
    const failed = stepwiseModel({
      tries: [[new ModelError({ kind: 'bad-request', code: '400', message: `No: ${key}`, partialText: base64(key) })]],
      clock: fakeClock(),
    });
    const model = withRedaction(failed, { secrets: () => [key] });
    const error = await read(model.stream(aRequest(), new AbortController().signal)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ data: { message: 'No: [key]', partialText: expect.stringMatching(/^\[key\]/) } });
  });

  async function eventsOf(events: readonly ModelEvent[]): Promise<readonly ModelEvent[]> {
    const source = stepwiseModel({ tries: [], clock: fakeClock() });
    const stream = async function* () {
      yield* events;
    };
    const model = withRedaction({ ...source, stream }, { secrets: () => [key] });
    return read(model.stream(aRequest(), new AbortController().signal));
  }
});

async function read(events: AsyncIterable<ModelEvent>): Promise<readonly ModelEvent[]> {
  const read: ModelEvent[] = [];
  for await (const event of events) read.push(event);
  return read;
}

function pieces(text: string, cuts: readonly number[]): readonly string[] {
  const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).toSorted((a, b) => a - b), text.length];
  return places.slice(1).map((to, index) => text.slice(places[index], to));
}
