import { describe, expect, it } from 'vitest';
import { expressionsIn, judge } from './linear-expressions.mjs';

const none = { linear: new Set<string>(), allowed: new Map<string, string>() };
const literalsIn = (text: string) => expressionsIn('src/reader.ts', text).literals;

// The checker may be the slow one, without its native half, on a machine that does much else.
const patience = { timeout: 120_000 };

describe('the lint of regular expressions', patience, () => {
  it('refuses one that takes exponential time, says where it is, and what slows it down', async () => {
    const { complaints, linear } = await judge(literalsIn("const a = 1;\nconst isAs = /(a+)+$/.test('a');"), none);
    expect(complaints).toEqual([
      expect.stringMatching(
        /^src\/reader\.ts:2: exponential, for instance over "a+" again and again\n {4}\/\(a\+\)\+\$\/$/,
      ),
    ]);
    expect(linear).toEqual([]);
  });

  it('refuses one that takes quadratic time', async () => {
    const { complaints } = await judge(literalsIn("text.replace(/\\n+$/, '')"), none);
    expect(complaints).toEqual([expect.stringContaining('2nd degree polynomial')]);
  });

  it('refuses one that is written as a text', async () => {
    const { complaints } = await judge(literalsIn("new RegExp('(?:x+x+)+y', 'u')"), none);
    expect(complaints).toEqual([expect.stringContaining('/(?:x+x+)+y/u')]);
  });

  it('lets a linear one pass, and does not check it a second time', async () => {
    const found = literalsIn('const word = /^[a-z]+$/;');
    const first = await judge(found, none);
    expect(first.complaints).toEqual([]);
    expect(first.linear).toHaveLength(1);
    // What stands in the list is believed: this one would be refused.
    const slow = literalsIn('const looping = /(a+)+$/;');
    const { complaints } = await judge(slow, { ...none, linear: new Set([hashOfSlow]) });
    expect(complaints).toEqual([]);
  });

  it('lets one pass that is allowed with a reason', async () => {
    const allowed = new Map([['/(a+)+$/', 'A word of at most 20 letters.']]);
    expect(await judge(literalsIn('const looping = /(a+)+$/;'), { ...none, allowed })).toEqual({
      complaints: [],
      linear: [],
    });
  });

  it('sees which ones are built when a function is called, of whatever it is given', () => {
    const { literals, built } = expressionsIn(
      'src/reader.ts',
      "const words = ['a'].join('|');\nconst all = new RegExp(words);\nconst find = (name: string) => RegExp('^' + name, 'g');",
    );
    expect(literals).toEqual([]);
    expect(built).toEqual([
      { place: 'src/reader.ts:2', code: 'new RegExp(words)', isAtLoad: true },
      { place: 'src/reader.ts:3', code: "RegExp('^' + name, 'g')", isAtLoad: false },
    ]);
  });

  it('is no check of what is no expression', () => {
    expect(expressionsIn('src/reader.ts', "const text = '/(a+)+$/'; // /(a+)+$/")).toEqual({ literals: [], built: [] });
  });
});

/** Of `/(a+)+$/`. */
const hashOfSlow = 'a648cee74f76752f';
