import type { Page } from 'playwright/test';

/** How many bytes the private file system of the page's origin holds. */
export async function bytesInPrivateFiles(page: Page): Promise<number> {
  const files = await page.evaluate(listPrivateFiles);
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** Changes one byte of the only file whose name holds this, as a dying disk does, or cuts off its end. */
export async function damagePrivateFile(page: Page, partOfName: string, how: 'byte' | 'end' = 'byte'): Promise<void> {
  const files = await page.evaluate(listPrivateFiles);
  const [found, ...others] = files.filter(({ path }) => path.at(-1)?.includes(partOfName));
  if (found === undefined || others.length > 0) {
    throw new Error(`Expected one file named ${partOfName}, found ${files.map(({ path }) => path.at(-1)).join(', ')}.`);
  }
  await page.evaluate(
    async ({ path, size, how }) => {
      let folder = await navigator.storage.getDirectory();
      for (const name of path.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
      const file = await folder.getFileHandle(path.at(-1) ?? '');
      const at = Math.floor(size / 2);
      const [byte = 0] = new Uint8Array(await (await file.getFile()).slice(at, at + 1).arrayBuffer());
      const writable = await file.createWritable({ keepExistingData: true });
      if (how === 'end') await writable.truncate(at);
      else await writable.write({ type: 'write', position: at, data: new Uint8Array([byte ^ 0xff]) });
      await writable.close();
    },
    { ...found, how },
  );
}

interface PrivateFile {
  /** From the root. */
  readonly path: readonly string[];
  readonly size: number;
}

/** Runs in the page. */
async function listPrivateFiles(): Promise<readonly PrivateFile[]> {
  return within(await navigator.storage.getDirectory(), []);

  async function within(folder: FileSystemDirectoryHandle, path: readonly string[]): Promise<readonly PrivateFile[]> {
    const found: PrivateFile[] = [];
    // TypeScript's library does not know that it can be iterated.
    const entries = folder as unknown as AsyncIterable<[string, FileSystemFileHandle | FileSystemDirectoryHandle]>;
    for await (const [name, entry] of entries) {
      if (entry.kind === 'directory') found.push(...(await within(entry, [...path, name])));
      else found.push({ path: [...path, name], size: (await entry.getFile()).size });
    }
    return found;
  }
}
