import { describe, expect, it } from 'vitest';
import { loadOnce } from './load-once';

function counted({ failures = 0 } = {}) {
  let loads = 0;
  const load = loadOnce(async () => {
    loads += 1;
    if (loads <= failures) throw new Error(`Load ${loads} failed.`);
    return loads;
  });
  return { load, loads: () => loads };
}

describe('what is loaded once', () => {
  it('is loaded when it is asked for, and for all who ask', async () => {
    const { load, loads } = counted();
    expect(loads()).toBe(0);
    expect(await Promise.all([load(), load()])).toEqual([1, 1]);
    expect(await load()).toBe(1);
  });

  it('fails for all who wait, and is tried again by the next', async () => {
    const { load, loads } = counted({ failures: 1 });
    const both = await Promise.allSettled([load(), load()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await load()).toBe(2);
    expect(loads()).toBe(2);
  });
});
