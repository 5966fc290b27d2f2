import { describe, expect, it } from 'vitest';
import { ok } from '../../../core/result';
import { readIds } from './read-ids';

describe('ids of tokens that are typed', () => {
  it.each(['17, 4, 256', '17 4 256', '[17, 4, 256]', ' 17;4\n256 '])(
    'are read however they are parted: %s',
    (typed) => {
      expect(readIds(typed)).toEqual(ok([17, 4, 256]));
    },
  );

  it.each(['', ' , ', '-1', '1.5', '1e3', 'seven', '17, NaN', '9999999999'])('are whole numbers: not %j', (typed) => {
    expect(readIds(typed).ok).toBe(false);
  });
});
