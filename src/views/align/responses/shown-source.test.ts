import { describe, expect, it } from 'vitest';
import { shownSource } from './shown-source';

describe('a source under a response', () => {
  it.each([
    [
      { uri: 'https://timetable.example/ferries', license: 'CC-BY-4.0' },
      { name: 'timetable.example/ferries, license CC-BY-4.0', href: 'https://timetable.example/ferries' },
    ],
    [
      { uri: 'http://timetable.example/', title: 'Ferries' },
      { name: 'Ferries (timetable.example)', href: 'http://timetable.example/' },
    ],
    [{ title: 'A book' }, { name: 'A book' }],
    [{ license: 'MIT' }, { name: 'license MIT' }],
  ])('of %j is %j', (citation, shown) => {
    expect(shownSource(citation)).toEqual(shown);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'no address'])(
    'is never a link to %s, which is shown as it is',
    (uri) => {
      expect(shownSource({ uri })).toEqual({ name: uri });
    },
  );
});
