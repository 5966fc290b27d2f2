import { describe, expect, it } from 'vitest';
import { hrefOf, pageTitle, routeIds, routeOf } from './routes';

describe('routeOf', () => {
  it.each(routeIds)('finds %s by its own address', (id) => {
    expect(routeOf(hrefOf(id))).toBe(id);
  });

  it.each(['', '#', '#/', '#/nothing', '#align', '#/constructor'])('opens Align for %j', (hash) => {
    expect(routeOf(hash)).toBe('align');
  });

  it('ignores what follows the name', () => {
    expect(routeOf('#/settings/storage')).toBe('settings');
    expect(routeOf('#/label?row=3')).toBe('label');
  });
});

describe('pageTitle', () => {
  it('names the page and the project, and for settings no project', () => {
    expect(pageTitle('align', 'Second lives')).toBe('Align · Second lives · Constitution Studio');
    expect(pageTitle('settings', 'Second lives')).toBe('Settings · Constitution Studio');
  });
});
