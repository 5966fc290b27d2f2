import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../../..');

describe('what scrolls', () => {
  it('holds what is positioned in it, so that a hidden label far down gives the page nothing to scroll to', () => {
    const loose = styleSheets().flatMap(({ path, css }) =>
      rulesOf(css)
        .filter(({ own }) => /(?:^|[;\s])overflow(?:-[xy])?:\s*(?:auto|scroll)\b/.test(own))
        .filter(({ own }) => !/(?:^|[;\s])position:/.test(own))
        .map(({ selector }) => `${path}: ${selector} scrolls without a position`),
    );

    expect(loose).toEqual([]);
  });

  it('holds it as well where it is written in utilities', () => {
    const loose = filesBelow('src/views', '.tsx').flatMap((path) =>
      stringsOf(readFileSync(join(root, path), 'utf8'))
        .filter((words) => /(?:^|[\s:])overflow-(?:[xy]-)?(?:auto|scroll)(?:\s|$)/.test(words))
        .filter((words) => !/(?:^|[\s:])(?:relative|absolute|fixed|sticky)(?:\s|$)/.test(words))
        .map((words) => `${path}: "${words}"`),
    );

    expect(loose, 'give the element the utility "relative" in the same words').toEqual([]);
  });
});

function stringsOf(source: string): readonly string[] {
  return [...source.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g)].map(
    (found) => found[1] ?? found[2] ?? found[3] ?? '',
  );
}

interface Rule {
  readonly selector: string;
  /** Its own declarations, without those of rules inside it. */
  readonly own: string;
}

function rulesOf(css: string): readonly Rule[] {
  const rules: Rule[] = [];
  const open: { selector: string; own: string }[] = [];
  let words = '';
  for (const character of css.replace(/\/\*[\s\S]*?\*\//g, '')) {
    if (character === '{') {
      open.push({ selector: words.trim(), own: '' });
      words = '';
    } else if (character === '}') {
      const ended = open.pop();
      if (ended !== undefined) rules.push({ ...ended, own: ended.own + words });
      words = '';
    } else if (character === ';') {
      const rule = open.at(-1);
      if (rule !== undefined) rule.own += `${words};`;
      words = '';
    } else words += character;
  }
  return rules;
}

function styleSheets() {
  return filesBelow('src', '.css').map((path) => ({ path, css: readFileSync(join(root, path), 'utf8') }));
}

function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}
