import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { jsonInText } from './json-in-text';
import { readJson } from './read-json';

const schema = z.object({ label: z.string(), rule: z.number() });
const spam = { label: 'spam', rule: 2 };
const read = (text: string) => readJson(text, schema);

describe('readJson', () => {
  it.each([
    ['bare', '{"label":"spam","rule":2}'],
    ['with blanks around it', '\n  {"label": "spam", "rule": 2}\n'],
    ['after a byte order mark', '\u{feff}{"label":"spam","rule":2}'],
    ['in a code fence', '```json\n{"label":"spam","rule":2}\n```'],
    ['in a code fence of another name', '~~~JSON5\r\n{"label":"spam","rule":2}\r\n~~~\r\n'],
    ['in a code fence on one line', '```{"label":"spam","rule":2}```'],
    ['in a code fence that never ends', '```json\n{"label":"spam","rule":2}'],
    ['after a sentence', 'Sure, this is it: {"label":"spam","rule":2}'],
    ['between sentences', 'I read {body} and [the rules].\n\n```\n{"label":"spam","rule":2}\n```\nAnything else? :-{'],
    ['with numbers of notes around it', 'As asked [1]: {"label":"spam","rule":2} [2, 3]'],
    ['beside JSON of another form', 'The row {"body":"Win!"} gets {"label":"spam","rule":2}.'],
    ['twice', '{"label":"spam","rule":2}\n{"label":"spam","rule":2}'],
    [
      'twice, with members in the same order and other blanks',
      '{"label":"spam","rule":2} { "label": "spam", "rule": 2 }',
    ],
    ['with a trailing comma', '{"label":"spam","rule":2,}'],
    ['with other members, and a trailing comma in a list', '{"why":["a","b",],"label":"spam","rule":2}'],
    ['with curly quotes', '{“label”: “spam”, “rule”: 2}'],
    ['with single quotes', "{'label': 'spam', 'rule': 2}"],
    ['as a text in JSON', '"{\\"label\\":\\"spam\\",\\"rule\\":2}"'],
    ['with invisible marks between its signs', '{\u00a0"label":\u200b"spam",\u00a0"rule":2}'],
  ])('reads one value %s', (_, text) => {
    expect(read(text)).toEqual({ ok: true, value: spam });
  });

  it.each([
    ['an apostrophe in single quotes', "{'label': 'it's spam', 'rule': 2}", "it's spam"],
    ['brackets and quotes in a string', '{"label":"a \\"}{\\" b","rule":2,}', 'a "}{" b'],
    ['a line feed in a string', '{"label":"a\nb","rule":2}', 'a\nb'],
    ['escapes', '{"label":"\\u00e9\\n\\t\\/\\\\","rule":2,}', 'é\n\t/\\'],
    ['escapes that JSON does not know', '{"label":"\\d+ isn\\\'t \\*","rule":2}', "\\d+ isn't \\*"],
    ['a letter of two units', '{"label":"🚀\\ud83d\\ude80","rule":2,}', '🚀🚀'],
  ])('keeps the words to the letter: %s', (_, text, label) => {
    expect(read(text)).toEqual({ ok: true, value: { label, rule: 2 } });
  });

  it.each([
    ['nothing', '', /not JSON/],
    ['prose', 'It is spam, by rule 2.', /not JSON/],
    ['a text in JSON', '"spam"', /the reply is missing or of the wrong kind/],
    ['a cut value', '{"label":"spam","ru', /cut off/],
    ['a cut string', '{"label":"spa', /cut off/],
    ['a whole value before a cut one', '{"label":"ham","rule":1} No: {"label":"spam",', /cut off/],
    ['two that differ', 'Either {"label":"ham","rule":1} or {"label":"spam","rule":2}.', /several/],
    [
      'two that differ in a list of fences',
      '```\n{"label":"ham","rule":1}\n```\n```\n{"label":"spam","rule":2}\n```',
      /several/,
    ],
    ['a value inside of a broken one', '{"reply": {"label":"spam","rule":2} oops}', /not JSON/],
    ['a missing member', 'So: {"label":"spam"}', /"rule" is missing/],
    ['a missing comma', '{"label":"spam" "rule":2}', /not JSON/],
    ['two commas', '{"label":"spam",,"rule":2}', /not JSON/],
    ['letters that stand for a value', '{"label":"spam","rule":N}', /not JSON/],
  ])('does not guess at %s', (_, text, why) => {
    expect(read(text)).toEqual({ ok: false, error: expect.stringMatching(why) });
  });

  it('gives a property to a name that objects have already', () => {
    const { values } = jsonInText('Here: {"__proto__": {"a": 1}, "constructor": "b",}');
    expect(Object.keys(Object(values[0]))).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(values[0])).toBe(Object.prototype);
  });

  it('finds every value that JSON can write, in prose', () => {
    const value = fc.oneof(fc.object(), fc.array(fc.jsonValue())).map((each) => JSON.stringify(each));
    fc.assert(
      fc.property(value, (json) => {
        expect(jsonInText(`This is it: ${json} (as asked)`)).toEqual({ values: [JSON.parse(json)], isCut: false });
      }),
    );
  });

  it.each(['{', '[', '"', '{"', '[{', '{"a":', '\\', "{'", "' ", '{}', '[1,', '{"a":1}', '`', '\n', '{"a":"\\', '“'])(
    'reads 200,000 characters of %j once',
    (piece) => {
      const text = piece.repeat(Math.ceil(200_000 / piece.length));
      expect(read(`${text} x`).ok).toBe(false);
      expect(read(`{"label":"${text}`).ok).toBe(false);
    },
  );
});
