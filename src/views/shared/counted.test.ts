import { describe, expect, it } from 'vitest';
import { counted, whole } from './counted';

describe('counted', () => {
  it('counts one and many', () => {
    expect([counted(1, 'row'), counted(2000, 'row'), counted(2, 'entry', 'entries')]).toEqual([
      '1 row',
      '2,000 rows',
      '2 entries',
    ]);
  });
});

describe('whole', () => {
  it('groups thousands and has no fraction', () => {
    expect(whole(1_234_567.8)).toBe('1,234,568');
  });
});
