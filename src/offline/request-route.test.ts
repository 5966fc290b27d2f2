import { describe, expect, it } from 'vitest';
import type { BuiltFiles } from './built-files';
import { routeOfRequest, type SeenRequest } from './request-route';

const scope = 'https://host.example/app/';
const built: BuiltFiles = {
  version: 'v1',
  files: ['index.html', 'assets/main-1.js', 'samples/a b.csv'].map((path) => ({ path, hash: path })),
  engine: [{ path: 'assets/lib-1.js', hash: 'lib' }],
};

describe('the way of a request', () => {
  it.each([
    ['', 'index.html'],
    ['index.html', 'index.html'],
    ['?utm_source=mail#/label', 'index.html'],
    ['samples/a%20b.csv', 'samples/a b.csv'],
  ])('opens %j from %s', (path, file) => {
    expect(route({ url: scope + path, mode: 'navigate' })).toEqual({ kind: 'file', path: file });
  });

  it('gives a built file, the engine included', () => {
    expect(route({ url: `${scope}assets/main-1.js` })).toEqual({ kind: 'file', path: 'assets/main-1.js' });
    expect(route({ url: `${scope}assets/lib-1.js` })).toEqual({ kind: 'file', path: 'assets/lib-1.js' });
  });

  it('looks for the part of another version among the older ones', () => {
    expect(route({ url: `${scope}assets/main-0.js` })).toEqual({ kind: 'older', path: 'assets/main-0.js' });
  });

  it.each([
    ['another origin', { url: 'https://models.example/app/assets/main-1.js' }],
    ['another folder of the host', { url: 'https://host.example/other/index.html', mode: 'navigate' }],
    ['a page below the scope that is not the app', { url: `${scope}blog/`, mode: 'navigate' }],
    ['a file that was not built', { url: `${scope}data.json` }],
    ['a file with a query', { url: `${scope}samples/a%20b.csv?fresh` }],
    ['the service worker itself', { url: `${scope}sw.js` }],
    ['a part of a file', { url: `${scope}assets/main-1.js`, ranged: true }],
    ['anything but GET', { url: `${scope}assets/main-1.js`, method: 'POST' }],
    ['an address that is not well formed', { url: `${scope}%E0%A4%A` }],
  ])('leaves %s alone', (_what, request) => {
    expect(route(request)).toEqual({ kind: 'leave' });
  });
});

function route(request: Partial<SeenRequest> & { readonly url: string }) {
  return routeOfRequest({ method: 'GET', mode: 'cors', ranged: false, ...request }, { scope, built });
}
