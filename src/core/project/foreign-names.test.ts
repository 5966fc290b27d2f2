import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryProject } from '../../testing/arbitrary-project';
import { buildLabelerWork } from '../../testing/labeler-fixture';
import { importLabeler } from '../labeler-files/import-labeler';
import { exportProjectJson, exportPromptJson } from './export-project';
import { importText } from './import-project';
import { newProject } from './new-project';

const at = '2026-03-01T10:00:00.000Z';
const deps = () => {
  let ids = 0;
  return { newId: () => `new-${++ids}`, at };
};

/** What a file may hold under the name `__proto__`. */
const odd = fc.oneof(
  fc.constantFrom('null', '5', 'true', '[]', '[1]', '{}', '{"text":"t","status":"on"}', '{"__proto__":{"a":1}}'),
  fc.constant('"text"'),
);

describe('a file with something named __proto__', () => {
  it('is a project of which nothing is used that was not validated, or none', () => {
    const texts = arbitraryProject().chain((project) =>
      fc.constantFrom(exportProjectJson(project), exportPromptJson(project, { model: { provider: 'practice' } })),
    );
    fc.assert(
      fc.property(texts, odd, fc.nat(), (text, value, place) => {
        const read = importText(withProto(text, { value, place }), deps());
        if (!read.ok) {
          expect(read.error.kind).toBe('invalid');
          return;
        }
        expect(oddOnes(read.value.project)).toEqual([]);
        // It is as good as any other: it can be exported, and what is exported can be imported.
        expect(importText(exportProjectJson(read.value.project), deps())).toMatchObject({ ok: true });
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('is a state of model-alignment of which nothing else is used either', () => {
    const text = JSON.stringify({
      preamble: 'Be kind to {name}.',
      principles: ['Be brief.', { text: 'Be clear.' }],
      conversations: [
        [
          { is_user: true, text: 'Hello', vars: { name: 'you' } },
          { is_user: false, text: 'Hi' },
        ],
      ],
    });
    fc.assert(
      fc.property(odd, fc.nat(), (value, place) => {
        const read = importText(withProto(text, { value, place }), deps());
        if (read.ok) expect(oddOnes(read.value.project)).toEqual([]);
        else expect(read.error.kind).toBe('invalid');
      }),
    );
  });

  it('is a labeler of which nothing else is used either', () => {
    const texts = [
      JSON.stringify({
        attributes: [
          { id: '1', value: 'Buys', label: 'ad' },
          { id: '2', value: 'Asks', label: 'ham' },
        ],
      }),
      exportProjectJson({ ...newProject({ id: 'p', name: 'P', at }), labeler: buildLabelerWork() }),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...texts), odd, fc.nat(), (text, value, place) => {
        const read = importLabeler(withProto(text, { value, place }), { ...deps(), n: 1, fileName: 'l.json' });
        if (read.ok) expect(oddOnes(read.value.run)).toEqual([]);
      }),
    );
  });

  it('keeps a variable of that name whose value is a text', () => {
    const project = newProject({
      id: 'p',
      name: 'P',
      at,
      inputs: { values: Object.fromEntries([['__proto__', 'a text']]), sets: [] },
    });
    const read = importText(exportProjectJson(project), deps());
    expect(read.ok && Object.entries(read.value.project.inputs.values)).toEqual([['__proto__', 'a text']]);
  });

  it('is refused by name where a variable’s value is no text', () => {
    const text = exportProjectJson(
      newProject({ id: 'p', name: 'P', at, inputs: { values: { a: 'one' }, sets: [] } }),
    ).replace('"a": "one"', '"__proto__": 5');
    expect(importText(text, deps())).toMatchObject({
      ok: false,
      error: { problems: ['inputs.values.__proto__: expected text, got the number 5.'] },
    });
  });
});

/** The same file, with this in one of its objects. */
function withProto(text: string, { value, place }: { readonly value: string; readonly place: number }): string {
  const data: unknown = JSON.parse(text);
  const objects = objectsIn(data);
  const given: unknown = JSON.parse(value);
  Object.defineProperty(objects[place % objects.length], '__proto__', { value: given, enumerable: true });
  return JSON.stringify(data);
}

function objectsIn(data: unknown): readonly object[] {
  if (typeof data !== 'object' || data === null) return [];
  const inside = Object.values(data).flatMap(objectsIn);
  return Array.isArray(data) ? inside : [data, ...inside];
}

/** What is named `__proto__` and is no text, and objects whose prototype is not that of every object. */
function oddOnes(data: unknown, path = ''): readonly string[] {
  if (typeof data !== 'object' || data === null) return [];
  const own = Object.getOwnPropertyDescriptor(data, '__proto__');
  const prototype: unknown = Object.getPrototypeOf(data);
  const plain = [Object.prototype, Array.prototype, null].includes(prototype as object);
  return [
    ...(own !== undefined && typeof own.value !== 'string' ? [`${path}.__proto__`] : []),
    ...(plain ? [] : [`${path} has another prototype`]),
    ...Object.entries(data).flatMap(([name, value]) => oddOnes(value, `${path}.${name}`)),
  ];
}
