import { describe, expect, it } from 'vitest';
import { visibleLabel } from './label-spelling';

describe('a label on the screen', () => {
  it('shows what cannot be seen by its code, so that labels that look the same can be told apart', () => {
    expect(visibleLabel('delay\u200b')).toBe('delay[U+200B]');
    expect(visibleLabel('late\u00a0boat')).toBe('late[U+00A0]boat');
    expect(visibleLabel('cafe\u0301')).toBe('cafe\u0301[decomposed]');
  });

  it('shows everything else as it is', () => {
    for (const label of ['late boat', 'café', '遅れ', '❤', 'a-b_c']) expect(visibleLabel(label)).toBe(label);
  });
});
