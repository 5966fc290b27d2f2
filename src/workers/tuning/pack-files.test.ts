import { strFromU8, unzipSync } from 'fflate/browser';
import { describe, expect, it } from 'vitest';
import { someInstant } from '../../testing/builders';
import { packFiles } from './pack-files';

describe('files that are taken away', () => {
  it('are the one file as it is', async () => {
    const blob = packFiles(
      { files: [{ name: 'train.jsonl', parts: ['{"a":1}\n', '{"a":"é\u2028"}\n'] }] },
      someInstant,
    );

    expect(await blob.text()).toBe('{"a":1}\n{"a":"é\u2028"}\n');
  });

  it('are a ZIP of several, with every byte of them', async () => {
    const long = Array.from({ length: 300 }, (_, at) => `Zeile ${at}: 🦕 مرحبا\n`);
    const files = [
      { name: 'README.md', parts: ['# Data\n'] },
      { name: 'train.jsonl', parts: long },
      { name: 'validation.jsonl', parts: [] },
    ];

    const zip = new Uint8Array(await packFiles({ files }, someInstant).arrayBuffer());

    const read = Object.entries(unzipSync(zip)).map(([name, bytes]) => ({ name, text: strFromU8(bytes) }));
    expect(read).toEqual(files.map(({ name, parts }) => ({ name, text: parts.join('') })));
  });

  it.each([0, 1])('keep every character of a text of several pieces, with %i before it', async (before) => {
    const parts = [`${'a'.repeat(before)}${'🦕é'.repeat(100_000)}\n`, `${'مرحبا'.repeat(1000)}\ud83e\n`];
    const expected = new TextEncoder().encode(parts.join(''));
    const files = ['train.jsonl', 'validation.jsonl'].map((name) => ({ name, parts }));
    const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

    const alone = await bytesOf(packFiles({ files: files.slice(0, 1) }, someInstant));
    const zip = unzipSync(await bytesOf(packFiles({ files }, someInstant)));

    for (const bytes of [alone, zip['train.jsonl'], zip['validation.jsonl']])
      expect(Buffer.compare(bytes ?? new Uint8Array(), expected)).toBe(0);
  });

  it('are the same bytes at the same moment', async () => {
    const files = ['a', 'b'].map((name) => ({ name, parts: ['text\n'] }));
    const bytes = async () => new Uint8Array(await packFiles({ files }, someInstant).arrayBuffer());

    expect(await bytes()).toEqual(await bytes());
  });
});
