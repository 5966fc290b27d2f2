import { describe, expect, it } from 'vitest';
import { createPages } from './pages';

const Page = () => null;
const loaded = async () => Page;
const loaders = { align: loaded, label: loaded, tune: loaded, playground: loaded, settings: loaded };

describe('a page', () => {
  it('that has arrived is there at once for whoever asks again, without waiting and without an error of React', async () => {
    const pages = createPages(loaders);
    await pages.load('tune');

    // What React's `use` reads before it decides to wait.
    expect(pages.load('tune')).toMatchObject({ status: 'fulfilled', value: Page });
  });

  it('that failed is fetched again after it was forgotten, and not before', async () => {
    let asked = 0;
    const fetchedSecond = async () => {
      asked += 1;
      if (asked === 1) throw new Error('no network');
      return Page;
    };
    const pages = createPages({ ...loaders, label: fetchedSecond });
    await expect(pages.load('label')).rejects.toThrow('no network');
    await expect(pages.load('label')).rejects.toThrow('no network');

    pages.forget('label');
    await expect(pages.load('label')).resolves.toBe(Page);
    expect(asked).toBe(2);
  });
});
