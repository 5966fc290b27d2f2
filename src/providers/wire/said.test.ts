import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isError, saidIn, saidInBody } from './said';

const words = 'The kitchen is closed.';

describe('what the body of a refusal says', () => {
  it.each<readonly [string, unknown]>([
    ['an error with a message (OpenAI, Google)', { error: { message: words, code: 400 } }],
    ['a list around it', [{ error: { message: words, code: 400 } }]],
    ['an error that is a text (LM Studio)', { error: words }],
    ['an error that is a text and JSON', { error: JSON.stringify({ error: { message: words } }) }],
    ['an error in an error', { error: { error: { message: words } } }],
    ['a message that is JSON', { error: { message: JSON.stringify({ error: { code: 429, message: words } }) } }],
    ['a message alone (vLLM, Mistral)', { object: 'error', message: words, type: 'invalid_request_error' }],
    ['a message with a detail inside', { message: { detail: [{ loc: ['body', 'model'], msg: words }] } }],
    ['a detail (FastAPI)', { detail: words }],
    ['a list of details (FastAPI)', { detail: [{ loc: ['body'], msg: words, type: 'missing' }] }],
    ['a list of errors', { errors: [{ message: words }] }],
    ['a list of texts', { errors: [words] }],
    ['a fault (Apigee)', { fault: { faultstring: words, detail: { errorcode: 'x' } } }],
    ['a problem (RFC 9457)', { type: 'about:blank', title: words, status: 403 }],
    ['words passed on by a gateway', { error: { message: words, metadata: { provider_name: 'Any' } } }],
    ['a template that nobody filled in', { error: { message: '$grpcMessage', details: [debugInfo(words)] } }],
    [
      'an empty message beside the words in a language',
      { error: { message: '', details: [{ locale: 'en', message: words }] } },
    ],
    ['a text beside an error code', { text: words, error_code: 40303 }],
  ])('is found in %s', (_, body) => {
    expect(saidInBody(JSON.stringify(body, null, 1))).toMatchObject({ message: words, isPage: false });
  });

  it.each([
    ['a text', { metadata: { raw: words }, message: 'Provider returned error' }],
    ['JSON', { metadata: { raw: JSON.stringify({ error: { message: words } }) }, message: 'Provider returned error' }],
    ['an object', { metadata: { raw: { message: words } }, message: 'Provider returned error' }],
  ])('begins with the words of the service behind a gateway, which are %s', (_, error) => {
    expect(saidInBody(JSON.stringify({ error })).message).toBe(`${words} (Provider returned error)`);
  });

  it.each([
    ['plain text', `  ${words}\n`],
    ['an event', `event: error\ndata: ${JSON.stringify({ error: { message: words } })}\n\n`],
    ['JSON that is a text', JSON.stringify(words)],
  ])('is found in %s', (_, body) => {
    expect(saidInBody(body).message).toBe(words);
  });

  it.each([
    ['the title', '<!doctype html><html><head><title>\n 502 Bad &amp; Gateway </title></head><body>…'],
    ['the heading, when it has no title', '<html><body><h1 class="x">502 Bad &amp; <b>Gateway</b></h1>'],
  ])('is, of a page, %s', (_, page) => {
    expect(saidInBody(page)).toMatchObject({ isPage: true, message: '502 Bad & Gateway' });
  });

  it('names the word and the status of the service, and its details', () => {
    const details = [{ '@type': 'x', reason: 'API_KEY_INVALID' }];
    expect(saidIn({ error: { code: 403, status: 'PERMISSION_DENIED', message: words, details } })).toEqual({
      ...{ message: words, code: 'PERMISSION_DENIED', status: 403, details },
    });
    expect(saidIn({ error: { code: 'model_not_found', type: 'invalid_request_error', status_code: 400 } })).toEqual({
      ...{ message: '', code: 'model_not_found', status: 400, details: [] },
    });
  });

  it('is never more than was sent, whatever was sent', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { message } = saidInBody(JSON.stringify(value));
        expect(typeof message).toBe('string');
        expect(typeof isError(value)).toBe('boolean');
      }),
    );
  });
});

describe('an object of a stream', () => {
  it.each([
    [{ error: { message: words } }],
    [{ error: words }],
    [[{ error: { code: 503 } }]],
    [{ object: 'error', message: words }],
    [{ message: words, code: 'invalid' }],
    [{ status_code: 400, message: words }],
    [{ text: words, error_code: 40303 }],
    [{ errors: [words] }],
  ])('is an error when it says so: %j', (value) => {
    expect(isError(value)).toBe(true);
  });

  it.each([
    [{ choices: [{ delta: { content: 'a' } }], error: null, code: 0 }],
    [{ candidates: [], error: {} }],
    [{ errors: [] }],
    [{ status: 'in_progress', message: { content: 'a' } }],
    [{ ready: true }],
    ['error'],
    [null],
  ])('is none otherwise: %j', (value) => {
    expect(isError(value)).toBe(false);
  });
});

function debugInfo(text: string) {
  return {
    '@type': 'type.googleapis.com/google.rpc.DebugInfo',
    detail: `[ORIGINAL ERROR] generic::failed_precondition: ${text} [google.rpc.error_details_ext] { message: "${text}" }`,
  };
}
