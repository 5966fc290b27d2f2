import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countingIds } from '../../../testing/builders';
import { isConstitutionFile, type ReadConstitution, readConstitution } from './read-constitution';
import { findSwallowed, splitSwallowed } from './swallowed';
import { blankConstitution, type FileKey, type FileLayout, type TuningConstitution } from './tuning-constitution';
import { writeConstitution } from './write-constitution';

function fixture(name: string): string {
  return readFileSync(resolve(import.meta.dirname, 'fixtures', name), 'utf8');
}

function read(text: string): ReadConstitution {
  const result = readConstitution(text, countingIds());
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

function refusal(text: string): string {
  const result = readConstitution(text, countingIds());
  return result.ok ? 'It was read.' : result.error;
}

/** RFC 8785 of what tests hold: keys by UTF-16 units, numbers and texts as ECMAScript writes them. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

const written = (text: string): string => writeConstitution(read(text).constitution);
const notes = (text: string) => read(text).notes.map(({ kind, message }) => `${kind}: ${message}`);

describe('a constitution that was read and is written', () => {
  it.each([
    'principles-minimal.json',
    'principles-missing-keys.json',
    'principles-misjoined-pair.json',
    'principles-extra-keys-unicode.json',
  ])('is equal to the file, to the byte: %s', (name) => {
    const text = fixture(name);
    expect(canonical(JSON.parse(written(text)))).toBe(canonical(JSON.parse(text)));
    expect(written(text)).toBe(text);
  });

  it.each(['principles-old-names.json', 'principles-oldest-names.json', 'cai-constitution.json'])(
    'has the present names, and no others: %s',
    (name) => {
      const once = written(fixture(name));
      expect(Object.keys(JSON.parse(once))).toEqual(
        expect.arrayContaining(['critique_revision_principles', 'critique_revision_few_shots']),
      );
      expect(once).not.toMatch(/prefix_|input_prompt|_request|"examples"|"constitutions"|"critic"|system_chat/);
      expect(written(once)).toBe(once);
      expect(notes(once).join()).not.toContain('renamed');
    },
  );

  it('keeps what it does not know in its place, numbers to the letter', () => {
    const text = `{
    "version": 1.0,
    "comparison_principles": [],
    "huge": 1e400,
    "nested": {"a": [1, {"b": -0.10}], "__proto__": null},
    "critique_revision_principles": [
        {
            "weight": 12345678901234567890,
            "revision": "R",
            "critique": "C",
            "tags": ["x", "]"]
        }
    ],
    "__proto__": "mine"
}
`;
    const raw = (key: string) => new RegExp(`"${key}": (.*?),?\n`).exec(written(text))?.[1];
    expect(written(text).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    expect([raw('version'), raw('huge'), raw('weight')]).toEqual(['1.0', '1e400', '12345678901234567890']);
  });

  it('has a key that the file lacks once it says something, behind the one that it follows', () => {
    const { constitution } = read('{"x": 1, "system_message_critique": "", "y": 2}');
    expect(Object.keys(JSON.parse(writeConstitution(constitution)))).toEqual(['x', 'system_message_critique', 'y']);
    const systemMessages = { ...constitution.systemMessages, revision: 'You revise.' };
    expect(Object.keys(JSON.parse(writeConstitution({ ...constitution, systemMessages })))).toEqual([
      'x',
      'system_message_critique',
      'system_message_revision',
      'y',
    ]);
  });

  it('has a critique that was added to an example, and lacks one that was taken out', () => {
    const { constitution } = read(fixture('principles-missing-keys.json'));
    const [example] = constitution.revisionExamples;
    if (example === undefined) throw new Error('The fixture has an example.');
    const added = { ...constitution, revisionExamples: [{ ...example, critique: 'Wrong.' }] };
    const [entry] = JSON.parse(writeConstitution(added)).critique_revision_few_shots;
    expect(Object.keys(entry)).toEqual([
      'input',
      'initial_answer',
      'critique_principle',
      'critique',
      'revision_principle',
      'revision',
    ]);
    const again = read(writeConstitution(added)).constitution;
    const { critique: _, ...rest } = again.revisionExamples[0] ?? example;
    expect(writeConstitution({ ...again, revisionExamples: [rest] })).not.toContain('Wrong.');
  });

  it('has all keys when it is new, for programs that expect each of them', () => {
    expect(Object.keys(JSON.parse(writeConstitution(blankConstitution)))).toHaveLength(7);
  });

  it('is JSON, whatever a project that was written by hand says of its layout', () => {
    const layout: FileLayout = [
      { key: 'a', unknown: '{' },
      { key: 'toString' },
      { key: 'b', unknown: '1' },
      { key: 'b', unknown: '2' },
      { key: 'comparison_principles', unknown: '3' },
      { key: 'comparison_principles' },
    ];
    const comparisonPrinciples = [{ id: 'c', text: 'C' }];
    const text = writeConstitution({ ...blankConstitution, comparisonPrinciples, layout });
    expect(JSON.parse(text)).toEqual({ b: 1, comparison_principles: ['C'] });
    expect(text.match(/"comparison_principles"/g)).toHaveLength(1);
  });

  it('is equal as data, whatever it says', () => {
    fc.assert(
      fc.property(arbitraryConstitution, (constitution) => {
        const text = writeConstitution(constitution);
        const again = read(text).constitution;
        expect(withoutIds(again)).toEqual(withoutIds(constitution));
        expect(writeConstitution(again)).toBe(text);
      }),
    );
  });

  it('is equal to any file of the present names', () => {
    fc.assert(
      fc.property(arbitraryFile, fc.constantFrom(undefined, 1, '\t'), (file, indent) => {
        const text = JSON.stringify(file, null, indent);
        expect(canonical(JSON.parse(written(text)))).toBe(canonical(file));
      }),
    );
  });
});

describe('reading a constitution', () => {
  it('reads every part of it', () => {
    const { constitution } = read(fixture('principles-minimal.json'));
    expect(constitution.systemMessages.critique).toBe(
      'You review answers of an assistant as a `CritiqueRequest` asks.',
    );
    expect(constitution.pairs.map(({ id }) => id)).toHaveLength(2);
    expect(constitution.revisionExamples[0]?.initialAnswer).toContain('every bone');
    expect(constitution.comparisonPrinciples).toHaveLength(2);
    expect(constitution.comparisonExamples[0]?.selectedAnswer).toBe('Therefore the answer is: (B)');
    expect(notes(fixture('principles-minimal.json'))).toEqual([]);
  });

  it('fills in what is missing, and says so', () => {
    expect(notes(fixture('principles-missing-keys.json'))).toEqual([
      'filled: Not in the file, and left empty: "system_message_user_prompt", "system_message_critique", "system_message_revision", "comparison_few_shots", "comparison_principles".',
      'without-critique: Example 1 without a critique: for revisions only.',
    ]);
    expect(read(fixture('principles-missing-keys.json')).constitution).toMatchObject({
      systemMessages: { answer: '', critique: '', revision: '' },
      comparisonPrinciples: [],
    });
  });

  it('takes older names, and says so', () => {
    const [, renamed] = notes(fixture('principles-oldest-names.json'));
    expect(renamed).toContain('"prefix_input" is "system_message_user_prompt"');
    expect(renamed).toContain('"input_prompt" is "input"');
    const oldest = read(fixture('principles-oldest-names.json')).constitution;
    expect(oldest.systemMessages.answer).toContain('small museum');
    expect(oldest.revisionExamples).toMatchObject([{ input: 'Is the whale skeleton real?' }]);
    expect(withoutIds(read(fixture('principles-old-names.json')).constitution).pairs).toEqual(withoutIds(oldest).pairs);
  });

  it('takes the recipe of Hugging Face: its six turns are an example', () => {
    const { constitution } = read(fixture('cai-constitution.json'));
    expect(constitution.pairs[0]?.critique).toContain('a guide at the desk could not know');
    expect(constitution.revisionExamples).toHaveLength(1);
    expect(constitution.revisionExamples[0]).toMatchObject({
      input: 'Is the whale skeleton real?',
      critique: 'The desk knows that the skull is a cast, and nothing about last year.',
      revision: expect.stringContaining('The ribs and spine are real'),
    });
  });

  it('reads the turns of the recipe in one list, too, and leaves out what is no example', () => {
    const turn = (role: string, content: string) => ({ role, content });
    const six = ['user', 'assistant', 'user', 'assistant', 'user', 'assistant'].map((role, n) => turn(role, `t${n}`));
    const text = JSON.stringify({ constitutions: [], system_chat: [...six, ...six.toReversed(), ...six.slice(0, 2)] });
    expect(read(text).constitution.revisionExamples).toMatchObject([{ input: 't0', revision: 't5' }]);
    const leftOut = notes(text).filter((note) => note.startsWith('left-out'));
    expect(leftOut).toEqual([
      'left-out: Example 2 of "system_chat" is left out: line 1, "role": expected "user", got "assistant".',
      'left-out: Example 3 of "system_chat" is left out: it has fewer than six turns.',
    ]);
  });

  it('keeps an older name as it is where the present one is there, too', () => {
    const text =
      '{"examples": [1], "critique_revision_few_shots": [], "prefix_input": 2, "system_message_user_prompt": "a"}';
    expect(JSON.parse(written(text))).toEqual(JSON.parse(text));
    expect(notes(text).join()).not.toContain('renamed');
  });

  it('reads a file with a byte-order mark', () => {
    expect(read(`\uFEFF${fixture('principles-minimal.json')}`).constitution.pairs).toHaveLength(2);
  });

  it('takes the last of a key that comes twice, and says so', () => {
    const text =
      '{"comparison_principles": ["a"], "comparison_principles": ["b"], "critique_revision_principles": [{"critique": "x", "critique": "C", "revision": "R"}]}';
    expect(read(text).constitution).toMatchObject({
      comparisonPrinciples: [{ text: 'b' }],
      pairs: [{ critique: 'C' }],
    });
    expect(notes(text)).toContain(
      'repeated: Twice in the file, of which the last counts: "comparison_principles", "critique".',
    );
    expect(JSON.parse(written(text))).toEqual(JSON.parse(text));
  });

  it('says which comparison examples no judge is shown', () => {
    const example = { task: 'T', chain_of_thought: 'C', selected_answer: 'B is better' };
    const text = JSON.stringify({ comparison_few_shots: [example] });
    expect(notes(text).at(-1)).toBe(
      'not-shown: Comparison example 1 without one choice of "(A)" or "(B)": no judge is shown it.',
    );
    expect(JSON.parse(written(text))).toEqual(JSON.parse(text));
  });
});

describe('a bad file', () => {
  it.each([
    ['', 'The file is empty, and a constitution in JSON was expected.'],
    ['{"comparison_principles": ["a"', 'Line 1, column 31: expected a comma or ], but the file ends'],
    ['{\n  "comparison_principles": [,]\n}', 'Line 2, column 29: expected a value, got ","'],
    ['[]', 'Line 1: expected an object with the keys of a constitution, got a list.'],
    ['\n"text"', 'Line 2: expected an object with the keys of a constitution, got the text "text".'],
    ['{"name": "x"}', 'Expected an object with a key such as "critique_revision_principles", and none of them came.'],
    ['{\n"comparison_principles": {}\n}', 'Line 2, "comparison_principles": expected a list, got an object.'],
    ['{\n\n"system_message_critique": 7}', 'Line 3, "system_message_critique": expected text, got the number 7.'],
    ['{"prefix_input": null}', 'Line 1, "prefix_input": expected text, got null.'],
    ['{"system_chat": "x"}', 'Line 1, "system_chat": expected a list, got the text "x".'],
  ])('is refused with line, key and what was expected: %j', (text, why) => {
    expect(refusal(text)).toContain(why);
  });

  it.each([
    [
      'a pair without revision',
      'critique_revision_principles',
      '{"critique": "C"}',
      'line 3: "revision" is missing, and text was expected',
    ],
    ['a pair that is a text', 'critique_revision_principles', '"C"', 'line 3: expected an object, got the text "C"'],
    [
      'a pair with a list',
      'critique_revision_principles',
      '{"critique": [],\n"revision": "R"}',
      'line 3, "critique": expected text, got a list',
    ],
    ['a principle that is a number', 'comparison_principles', '1.50', 'line 3: expected text, got the number 1.50'],
    ['an example without its task', 'comparison_few_shots', '{}', 'line 3: "task" is missing, and text was expected'],
    [
      'an example with null',
      'critique_revision_few_shots',
      '{"critique": null}',
      'line 3, "critique": expected text, got null',
    ],
  ])('loses %s, and says so', (_, key, entry, why) => {
    const { constitution, notes: met } = read(`{"${key}":\n[\n${entry}]}`);
    expect(met.at(-1)).toEqual({ kind: 'left-out', message: `Entry 1 of "${key}" is left out: ${why}.` });
    expect(JSON.parse(writeConstitution(constitution))[key]).toEqual([]);
  });

  it('names the first 20 entries that are left out, and counts the others', () => {
    const text = JSON.stringify({ comparison_principles: Array.from({ length: 30 }, () => 1) });
    const leftOut = read(text).notes.filter(({ kind }) => kind === 'left-out');
    expect(leftOut).toHaveLength(21);
    expect(leftOut.at(-1)?.message).toBe('And 10 more are left out.');
  });

  it('is read in time that grows with its length: 200,000 entries, all of them wrong', () => {
    const text = `{"comparison_principles": [\n${Array.from({ length: 200_000 }, () => '1').join(',\n')}]}`;
    expect(read(text).notes.at(-1)?.message).toBe('And 199980 more are left out.');
  });

  it('is refused with its length where it is too long to be read beside typing', () => {
    const read = readConstitution(`[${'1,'.repeat(2_600_000)}1]`, countingIds());
    expect(read).toEqual({ ok: false, error: expect.stringMatching(/^The file has 5\.2 million characters/) });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"examples": ${json}, "constitutions": [${json}]}`),
        ),
        (text) => {
          const result = readConstitution(text, countingIds());
          if (!result.ok) expect(result.error).toMatch(/[.!]$/);
        },
      ),
    );
  });

  it('is told from a constitution before it is read', () => {
    expect(isConstitutionFile(fixture('cai-constitution.json'))).toBe(true);
    expect(isConstitutionFile(fixture('principles-missing-keys.json'))).toBe(true);
    expect(isConstitutionFile('{"kind": "constitution-studio/project"}')).toBe(false);
    expect(isConstitutionFile('[{"examples": []}]')).toBe(false);
    expect(isConstitutionFile('When the examples')).toBe(false);
  });
});

describe('a pair that has swallowed its revision', () => {
  const { constitution, notes: met } = read(fixture('principles-misjoined-pair.json'));
  const [first, second] = constitution.pairs;

  it('is found and named', () => {
    expect(findSwallowed(constitution)).toEqual([first?.id]);
    expect(met).toEqual([
      { kind: 'swallowed', message: 'Pair 1: the request for a critique has swallowed the request for a revision.' },
    ]);
  });

  it('is split by one press, and is then as it was meant', () => {
    const split = splitSwallowed(constitution, first?.id ?? '');
    expect(writeConstitution(split)).toBe(fixture('principles-minimal.json'));
    expect(findSwallowed(split)).toEqual([]);
    expect(split.pairs[1]).toBe(second);
  });

  it('leaves every other pair alone', () => {
    expect(splitSwallowed(constitution, second?.id ?? '')).toEqual(constitution);
  });
});

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'Human: hi\n\nAssistant: no\n---\nCritiqueRequest: x',
    'a\u2028b\u2029c\u0000\u007f',
    '“curly” "quotes" \\ \\n \t tab',
    '🦕👩‍👩‍👧 اختر الجواب \u202eabc',
    '---',
    'RevisionRequest:',
    'None',
    '',
  ),
);
const ownKeys = (known: readonly string[]) =>
  fc
    .uniqueArray(
      nasty.filter((key) => !known.includes(key)),
      { maxLength: 3 },
    )
    .map((keys) => keys.map((key) => `~${key}`));
const raw = fc.oneof(fc.json(), fc.constantFrom('1.0', '1e400', '-0', '{"a" : [ ]}'));

/** Known keys among unknown ones, in any order. */
const layoutOf = (known: readonly string[]) =>
  fc.tuple(ownKeys(known), raw).chain(([unknown, value]) => {
    const keys: FileKey[] = [...known.map((key) => ({ key })), ...unknown.map((key) => ({ key, unknown: value }))];
    return fc.shuffledSubarray(keys, { minLength: keys.length });
  });

const pairs = fc.record({
  id: fc.constant(''),
  critique: nasty,
  revision: nasty,
  layout: layoutOf(['critique', 'revision']),
});
const exampleKeys = ['input', 'initial_answer', 'critique_principle', 'revision_principle', 'revision'];
const exampleTexts = {
  id: fc.constant(''),
  input: nasty,
  initialAnswer: nasty,
  critiquePrinciple: nasty,
  revisionPrinciple: nasty,
  revision: nasty,
};
const revisionExamples = fc.oneof(
  fc.record({ ...exampleTexts, layout: layoutOf(exampleKeys) }),
  fc.record({ ...exampleTexts, critique: nasty, layout: layoutOf([...exampleKeys, 'critique']) }),
);
const comparisonExamples = fc.record({
  id: fc.constant(''),
  task: nasty,
  chainOfThought: nasty,
  selectedAnswer: nasty,
  layout: layoutOf(['task', 'chain_of_thought', 'selected_answer']),
});

const arbitraryConstitution: fc.Arbitrary<TuningConstitution> = fc.record({
  systemMessages: fc.record({ answer: nasty, critique: nasty, revision: nasty }),
  pairs: fc.array(pairs, { maxLength: 3 }),
  revisionExamples: fc.array(revisionExamples, { maxLength: 3 }),
  comparisonPrinciples: fc.array(fc.record({ id: fc.constant(''), text: nasty }), { maxLength: 3 }),
  comparisonExamples: fc.array(comparisonExamples, { maxLength: 3 }),
  layout: layoutOf(blankConstitution.layout.map(({ key }) => key)),
});

const unknownMembers = fc.dictionary(
  nasty.map((key) => `~${key}`),
  fc.jsonValue(),
  { maxKeys: 3 },
);
const object = (record: Readonly<Record<string, fc.Arbitrary<unknown>>>, requiredKeys: readonly string[]) =>
  fc
    .tuple(unknownMembers, fc.record(record, { requiredKeys: [...requiredKeys] }), fc.boolean())
    .map(([unknown, known, isFirst]) => (isFirst ? { ...unknown, ...known } : { ...known, ...unknown }));
const texts = (...keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, nasty]));
const comparisonKeys = ['task', 'chain_of_thought', 'selected_answer'];

const arbitraryFile = object(
  {
    ...texts('system_message_user_prompt', 'system_message_critique', 'system_message_revision'),
    critique_revision_few_shots: fc.array(object(texts(...exampleKeys, 'critique'), exampleKeys), { maxLength: 2 }),
    critique_revision_principles: fc.array(object(texts('critique', 'revision'), ['critique', 'revision']), {
      maxLength: 2,
    }),
    comparison_few_shots: fc.array(object(texts(...comparisonKeys), comparisonKeys), { maxLength: 2 }),
    comparison_principles: fc.array(nasty, { maxLength: 2 }),
  },
  ['comparison_principles'],
);

function withoutIds(constitution: TuningConstitution): TuningConstitution {
  const bare = <T extends { readonly id: string }>(entries: readonly T[]): readonly T[] =>
    entries.map((entry) => ({ ...entry, id: '' }));
  return {
    ...constitution,
    pairs: bare(constitution.pairs),
    revisionExamples: bare(constitution.revisionExamples),
    comparisonPrinciples: bare(constitution.comparisonPrinciples),
    comparisonExamples: bare(constitution.comparisonExamples),
  };
}
