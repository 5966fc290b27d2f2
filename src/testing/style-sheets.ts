import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function stringsOf(source: string): readonly string[] {
  return [...source.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g)].map(
    (found) => found[1] ?? found[2] ?? found[3] ?? '',
  );
}

interface Rule {
  readonly selector: string;
  /** Its own declarations, without those of rules inside it. */
  readonly own: string;
}

export function rulesOf(css: string): readonly Rule[] {
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

export function styleSheets() {
  return filesBelow('src', '.css').map((path) => ({ path, css: textOf(path) }));
}

export function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}
