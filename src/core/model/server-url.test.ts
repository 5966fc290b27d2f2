import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serverOrigin } from './server-origin';
import { readServerUrl, serverPlace } from './server-url';

describe('readServerUrl', () => {
  it.each([
    ['http://localhost:11434/v1', 'http://localhost:11434/v1'],
    ['localhost:11434', 'http://localhost:11434/v1'],
    ['  http://localhost:11434/  ', 'http://localhost:11434/v1'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080/v1'],
    ['http://host:1234/v1/', 'http://host:1234/v1'],
    ['http://localhost:1234/v1/chat/completions', 'http://localhost:1234/v1'],
    ['http://localhost:1234/v1/models/', 'http://localhost:1234/v1'],
    ['http://localhost:8000/v1/embeddings', 'http://localhost:8000/v1'],
    ['http://localhost:11434/api/chat', 'http://localhost:11434/v1'],
    ['http://localhost:11434/api/tags', 'http://localhost:11434/v1'],
    ['http://localhost:8080/chat/completions', 'http://localhost:8080/v1'],
    ['https://box.example/api', 'https://box.example/api'],
    ['https://box.example/api/chat/completions', 'https://box.example/api'],
    ['https://box.example/openai//v1', 'https://box.example/openai/v1'],
    ['api.example.com', 'https://api.example.com/v1'],
    ['api.example.com:8000', 'http://api.example.com:8000/v1'],
    ['api.example.com:443', 'https://api.example.com:443/v1'],
    ['8.8.8.8', 'http://8.8.8.8/v1'],
    ['gpu-box', 'http://gpu-box/v1'],
    ['gpu-box.local:8080', 'http://gpu-box.local:8080/v1'],
    ['HTTP://LocalHost:11434/v1', 'http://localhost:11434/v1'],
    ['http://0.0.0.0:11434', 'http://localhost:11434/v1'],
    ['http://[::]:8080', 'http://localhost:8080/v1'],
    ['[::1]:8080', 'http://[::1]:8080/v1'],
    ['http://localhost:08080', 'http://localhost:8080/v1'],
    ['https://büro.example', 'https://büro.example/v1'],
  ])('reads %s', (typed, url) => {
    expect(readServerUrl(typed)).toEqual({ ok: true, value: url });
  });

  it.each([
    ['', /Enter the address/],
    ['   ', /Enter the address/],
    ['ws://localhost:1', /http:\/\/ or https:\/\//],
    ['file:///etc', /http:\/\/ or https:\/\//],
    ['http://me:secret@host/v1', /user name or password/],
    ['http://host/v1?key=secret', /after "\?" or "#"/],
    ['http://host/v1#x', /after "\?" or "#"/],
    ['http://', /no address/],
    ['http:///v1', /no address/],
    ['two words', /no address/],
    ['http://host/a b', /no address/],
    ['http://host:99999', /no address/],
    ['http://host:0', /no address/],
    ['http://a..b', /no address/],
  ])('says what is wrong with %j', (typed, problem) => {
    const read = readServerUrl(typed);
    if (read.ok) throw new Error(`It was read as ${read.value}.`);
    expect(read.error).toMatch(problem);
    expect(read.error).not.toContain('secret');
  });

  it('has nothing to change in its own answer, which every browser can call', () => {
    const host = fc.oneof(fc.domain(), fc.ipV4(), fc.constantFrom('localhost', '[::1]', 'box'));
    const path = fc.constantFrom('', '/', '/v1', '/v1/', '/api/v1/chat/completions', '/models', '/a/b//');
    const port = fc.oneof(
      fc.constant(''),
      fc.integer({ min: 1, max: 65_535 }).map((n) => `:${n}`),
    );
    const scheme = fc.constantFrom('', 'http://', 'https://');
    fc.assert(
      fc.property(scheme, host, port, path, (...parts) => {
        const read = readServerUrl(parts.join(''));
        if (!read.ok) throw new Error(read.error);
        expect(readServerUrl(read.value)).toEqual(read);
        expect(URL.canParse(read.value)).toBe(true);
        expect(read.value).toMatch(/[^/]$/);
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const read = readServerUrl(typed);
        expect(read.ok ? read.value : read.error).toMatch(read.ok ? /^https?:\/\/[^/]+\/\S*[^/]$/ : /\.$/);
      }),
    );
  });
});

describe('serverPlace', () => {
  it.each([
    ['http://localhost:11434/v1', 'this-device'],
    ['http://studio.localhost/v1', 'this-device'],
    ['http://127.0.0.1:8080/v1', 'this-device'],
    ['http://[::1]:8080/v1', 'this-device'],
    ['http://192.168.1.20:1234/v1', 'local-network'],
    ['http://10.0.0.2/v1', 'local-network'],
    ['http://172.20.0.2/v1', 'local-network'],
    ['http://[fe80::1]:8080/v1', 'local-network'],
    ['http://gpu-box.local/v1', 'local-network'],
    ['http://gpu-box:8080/v1', 'local-network'],
    ['http://172.32.0.2/v1', 'internet'],
    ['https://api.example.com/v1', 'internet'],
  ])('of %s is %s', (url, place) => {
    expect(serverPlace(url)).toBe(place);
  });
});

describe('serverOrigin', () => {
  it('is what comes before the path', () => {
    expect(serverOrigin('http://localhost:11434/v1')).toBe('http://localhost:11434');
    expect(serverOrigin('https://[::1]:8080/a/v1')).toBe('https://[::1]:8080');
  });
});
