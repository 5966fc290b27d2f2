import { describe, expect, it } from 'vitest';
import { exportProjectJson } from '../core/project/export-project';
import { malformedFiles, wellFormedProject } from '../testing/malformed-files';
import { readProjectFile } from './read-project-file';

const deps = { newId: () => 'new', at: '2026-05-05T05:05:05.005Z' };
const expected = { ok: true, value: { project: { ...wellFormedProject(), id: 'new' }, from: 'project', notes: [] } };

describe('reading a file that import refuses', () => {
  it('is tested with more than thirty', () => {
    expect(malformedFiles.length).toBeGreaterThan(30);
    expect(new Set(malformedFiles.map((file) => file.name)).size).toBe(malformedFiles.length);
  });

  it.each(malformedFiles)('says what is wrong with $name', async ({ content, expectMessage }) => {
    const read = await readProjectFile(new Blob([content()]), deps);
    if (read.ok) throw new Error('The file was imported.');
    expect([read.error.title, ...read.error.problems].join('\n')).toMatch(expectMessage);
    expect(read.error.problems.length).toBeLessThanOrEqual(6);
  });

  it('does not read one that is too large', async () => {
    const file = new Blob([' '.repeat(51 * 1024 * 1024)]);
    file.arrayBuffer = () => Promise.reject(new Error('It was read.'));
    expect(await readProjectFile(file, deps)).toMatchObject({ error: { kind: 'too-large' } });
  });
});

describe('reading a constitution for fine-tuning data', () => {
  it('says what it is, so that the page need not read what is none', async () => {
    const file = new Blob([JSON.stringify({ comparison_principles: ['Which is shorter?'] })]);
    expect(await readProjectFile(file, deps)).toMatchObject({ error: { kind: 'constitution' } });
  });
});

describe('reading a file that the device no longer gives', () => {
  it('says so', async () => {
    const file = new Blob(['{}']);
    file.arrayBuffer = () => Promise.reject(new DOMException('The file was moved.', 'NotReadableError'));
    expect(await readProjectFile(file, deps)).toMatchObject({
      error: {
        kind: 'unreadable',
        problems: [expect.stringContaining('The file was moved.'), expect.stringContaining('Choose it again.')],
      },
    });
  });
});

describe('reading a file', () => {
  const text = exportProjectJson(wellFormedProject());

  it('takes UTF-8 with and without a byte order mark', async () => {
    expect(await readProjectFile(new Blob([text]), deps)).toEqual(expected);
    expect(await readProjectFile(new Blob(['\uFEFF', text]), deps)).toEqual(expected);
  });

  it.each(['le', 'be'] as const)('takes UTF-16%s that says so', async (order) => {
    expect(await readProjectFile(new Blob([utf16(`\uFEFF${text}`, order)]), deps)).toEqual(expected);
  });
});

function utf16(text: string, order: 'le' | 'be'): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index += 1)
    view.setUint16(index * 2, text.charCodeAt(index), order === 'le');
  return view.buffer;
}
