import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BuiltFiles } from './built-files';
import { type HeldVersion, planUpdate } from './plan-update';

const next: BuiltFiles = {
  version: 'v2',
  files: [
    { path: 'index.html', hash: 'page-2' },
    { path: 'assets/main.js', hash: 'main-1' },
  ],
  engine: [{ path: 'assets/lib.js', hash: 'lib-1' }],
};

describe('the plan of an update', () => {
  it('fetches everything but the engine on a first visit', () => {
    expect(planUpdate(next, [])).toEqual({ copy: [], fetch: ['index.html', 'assets/main.js'] });
  });

  it('copies what an older version has unchanged, and fetches the rest', () => {
    const v1 = held('v1', { 'index.html': 'page-1', 'assets/main.js': 'main-1' });
    expect(planUpdate(next, [v1])).toEqual({
      copy: [{ path: 'assets/main.js', from: 'v1' }],
      fetch: ['index.html'],
    });
  });

  it('leaves out what it has already, after an attempt that was cut off', () => {
    const own = held('v2', { 'index.html': 'page-2' });
    expect(planUpdate(next, [own])).toEqual({ copy: [], fetch: ['assets/main.js'] });
  });

  it('takes the engine along when it was kept before', () => {
    const v1 = { ...held('v1', { 'assets/lib.js': 'lib-1' }), engine: true };
    expect(planUpdate(next, [v1]).copy).toEqual([{ path: 'assets/lib.js', from: 'v1' }]);
    const v0 = { ...held('v0', { 'assets/lib-old.js': 'lib-0' }), engine: true };
    expect(planUpdate(next, [v0]).fetch).toContain('assets/lib.js');
  });

  it('finds an unchanged file in whichever version has it', () => {
    const lost = held('v0', {});
    const has = held('v1', { 'assets/main.js': 'main-1' });
    expect(planUpdate(next, [lost, has]).copy).toEqual([{ path: 'assets/main.js', from: 'v1' }]);
  });

  it('ends with exactly the wanted files, none of them twice, and fetches none that is on the device', () => {
    const file = fc.record({ path: fc.constantFrom<string[]>('a', 'b', 'c', 'd'), hash: fc.constantFrom('1', '2') });
    const files = fc.uniqueArray(file, { selector: ({ path }) => path });
    const version = fc.record({ version: fc.constantFrom('v0', 'v1', 'v2'), files, engine: fc.boolean() });
    const versions = fc.uniqueArray(version, { selector: ({ version }) => version });
    fc.assert(
      fc.property(files, versions, (wanted, held) => {
        const built: BuiltFiles = { version: 'v2', files: wanted, engine: [] };
        const known = held.map((one) => ({
          ...one,
          // What a version has of its own list is what the list says.
          files: new Map((one.version === 'v2' ? wanted.slice(1) : one.files).map(({ path, hash }) => [path, hash])),
        }));
        const plan = planUpdate(built, known);
        const own = known.find(({ version }) => version === 'v2');
        const all = [...(own?.files.keys() ?? []), ...plan.copy.map(({ path }) => path), ...plan.fetch];
        expect(all.sort()).toEqual(wanted.map(({ path }) => path).sort());
        for (const path of plan.fetch) {
          const hash = wanted.find((one) => one.path === path)?.hash;
          expect(known.some(({ files }) => files.get(path) === hash)).toBe(false);
        }
      }),
    );
  });
});

function held(version: string, files: Readonly<Record<string, string>>): HeldVersion {
  return { version, files: new Map(Object.entries(files)), engine: false };
}
