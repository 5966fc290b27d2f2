import { compile } from 'tailwindcss';
import { describe, expect, it } from 'vitest';
import { filesBelow, rulesOf, stringsOf, styleSheets, textOf } from '../../../testing/style-sheets';

const sources = ['.ts', '.tsx'].flatMap((ending) => filesBelow('src/views', ending)).filter(isNoTest);
const sheets = [...styleSheets(), { path: 'index.html', css: styleOf(textOf('index.html')) }];

describe('class names', () => {
  it('of a style sheet are written by somebody: a rule goes with the component that it was for', () => {
    const page = [...sources, 'index.html', 'src/early-prompt.ts'].flatMap((path) => stringsOf(textOf(path)));
    const written = new Set(page.flatMap(wordsOf));
    const forNobody = sheets.flatMap(({ path, css }) =>
      namesIn(css)
        .filter((name) => !written.has(name))
        .map((name) => `${path}: .${name}`),
    );

    expect(forNobody).toEqual([]);
  });

  it('of a component have a look or are looked for: a utility that the theme does not have is none', async () => {
    const uses = [...sources, 'index.html'].flatMap((path) => classesIn(textOf(path)).map((name) => ({ path, name })));
    const utilities = await utilitiesOf(uses.map(({ name }) => name));
    const searches = filesBelow('e2e', '.ts')
      .concat(sources)
      .flatMap((path) => stringsOf(textOf(path)))
      .flatMap(namesIn);
    const known = new Set([...sheets.flatMap(({ css }) => namesIn(css)), ...searches]);

    expect(uses.filter(({ name }) => !known.has(name) && !utilities.includes(selectorOf(name)))).toEqual([]);
  });
});

/** Where a class stands in an attribute, or several do in a call of `classNames`. */
function classesIn(source: string): readonly string[] {
  const attributes = [...source.matchAll(/\b(?:class|\w*[cC]lassName)="([^"]*)"/g)].map(([, names = '']) => names);
  const calls = [...source.matchAll(/\bclassNames\(((?:[^();]|\([^()]*\))*)\)/g)].flatMap(([, inside = '']) =>
    stringsOf(inside),
  );
  return [...attributes, ...calls.filter((names) => wordsOf(names).length > 1)].flatMap(wordsOf);
}

async function utilitiesOf(names: readonly string[]): Promise<string> {
  const theme = `@import "tailwindcss/theme.css";\n${textOf('src/views/ui/styles/theme.css')}\n@tailwind utilities;`;
  const loadStylesheet = async (id: string, base: string) => ({
    path: id,
    base,
    content: textOf(`node_modules/${id}`),
  });
  const { build } = await compile(theme, { loadStylesheet });
  return build([...names]);
}

function selectorOf(name: string): string {
  return `.${name.replace(/[^\w-]/g, '\\$&')}`;
}

function namesIn(css: string): readonly string[] {
  const rules = css.replace(/@import [^;]*;/g, '');
  const selectors = rules.includes('{') ? rulesOf(rules).map(({ selector }) => selector) : [rules];
  return selectors
    .filter((selector) => !selector.startsWith('@'))
    .flatMap((selector) => [...selector.matchAll(/\.(-?[a-z][\w-]*)/gi)].map(([, name = '']) => name));
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function styleOf(page: string): string {
  return /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? '';
}

function isNoTest(path: string): boolean {
  return !/\.test\.tsx?$/.test(path);
}
