import { describe, expect, it } from 'vitest';
import { functionsIn, tooSmall } from './sizes.mjs';

describe('lines of a function', () => {
  it('are its own: functions inside it count for themselves', () => {
    const text = [
      'export function createCounter() {',
      '  let count = 0;',
      '  return { add, read: () => count };',
      '  function add() {',
      '    count += 1;',
      '    return count;',
      '  }',
      '}',
    ].join('\n');

    const lines = Object.fromEntries(functionsIn('counter.ts', text).map(({ name, lines }) => [name, lines]));

    expect(lines).toEqual({ createCounter: 5, add: 4, read: 1 });
  });

  it('have the name of what holds it', () => {
    const text = 'const double = (n: number) => 2 * n;\nexport const table = { half: (n: number) => n / 2 };';

    expect(functionsIn('math.ts', text).map(({ name, line }) => [name, line])).toEqual([
      ['double', 1],
      ['half', 2],
    ]);
  });

  it('are not the cases of its switch, each of which is a row of a table', () => {
    const text = [
      'function nameOf(kind: Kind) {',
      '  switch (kind) {',
      "    case 'cat':",
      "      return 'Cat';",
      "    case 'dog':",
      "      return 'Dog';",
      '  }',
      '}',
    ].join('\n');

    expect(functionsIn('name.ts', text)).toMatchObject([{ name: 'nameOf', lines: 4 }]);
  });

  it('may be more in a component, which is a capitalised function of a TSX file', () => {
    const text = 'export function Name() {\n  return <b>Name</b>;\n}';

    expect(functionsIn('name.tsx', text)).toMatchObject([{ name: 'Name', isComponent: true }]);
    expect(functionsIn('name.ts', 'function Name() {}')).toMatchObject([{ isComponent: false }]);
  });
});

describe('a small file', () => {
  const small = 'export const limit = 3;\n';
  const importing = "import { limit } from './limit';\nexport const double = 2 * limit;\n";

  it('belongs into its only importer beside it', () => {
    expect(tooSmall(sources({ 'src/a/limit.ts': small, 'src/a/double.ts': importing }))).toEqual([
      { file: 'src/a/limit.ts', importer: 'src/a/double.ts' },
    ]);
  });

  it('stands alone when two import it, or one elsewhere', () => {
    expect(tooSmall(sources({ 'a/limit.ts': small, 'a/one.ts': importing, 'a/two.ts': importing }))).toEqual([]);
    expect(tooSmall(sources({ 'a/limit.ts': small, 'b/one.ts': importing.replace('./', '../a/') }))).toEqual([]);
  });

  it('stands alone when it is loaded or tested by itself', () => {
    const test = "import { limit } from './limit';\n";
    expect(tooSmall(sources({ 'a/limit.ts': small, 'a/one.ts': importing, 'a/limit.test.ts': test }))).toEqual([]);
    const loading = "export const load = () => import('./limit');\n";
    expect(tooSmall(sources({ 'a/limit.ts': small, 'a/one.ts': importing + loading }))).toEqual([]);
  });

  it('stands alone when both together were too long', () => {
    const long = importing + 'export const filler = 1;\n'.repeat(200);
    expect(tooSmall(sources({ 'a/limit.ts': small, 'a/one.ts': long }))).toEqual([]);
  });
});

function sources(files: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(files));
}
