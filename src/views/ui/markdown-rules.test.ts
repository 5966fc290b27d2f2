import { describe, expect, it } from 'vitest';
import { safeAddress, shiftHeading } from './markdown-rules';

describe('safeAddress', () => {
  it.each(['https://example.org/a?b#c', 'http://example.org/', 'mailto:someone@example.org'])(
    'lets %s through',
    (address) => {
      expect(safeAddress(address)).toBe(address);
    },
  );

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' \tjavascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://example.org/1',
    'file:///etc/passwd',
    '//example.org/x',
    '/settings',
    '#/settings',
    '',
    undefined,
  ])('holds %j back', (address) => {
    expect(safeAddress(address)).toBeUndefined();
  });
});

describe('shiftHeading', () => {
  it('puts the first level where the page has room for it, and keeps the order below', () => {
    expect([1, 2, 3].map((level) => shiftHeading(level, 4))).toEqual([4, 5, 6]);
  });

  it('stops at the deepest level there is', () => {
    expect(shiftHeading(6, 4)).toBe(6);
  });
});
