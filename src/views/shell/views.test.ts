import { describe, expect, it } from 'vitest';
import { loadView } from './views';

describe('a page that has arrived', () => {
  it('is there at once for whoever asks again, without waiting and without an error of React', async () => {
    const Page = await loadView('tune');
    // What React's `use` reads before it decides to wait.
    expect(loadView('tune')).toMatchObject({ status: 'fulfilled', value: Page });
  });
});
