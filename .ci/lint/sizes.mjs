// @ts-check
/**
 * `npm run lint` fails on a function of `src` that is too long, and on a file too small to stand beside the only file that imports it.
 *
 * - A function holds at most 60 lines of its own, a component 120. Functions inside it count for themselves: a factory is as long as its
 *   methods together, and may be, since each of them is read alone and what they share is what the factory is for. So do the cases of a
 *   switch: it is a table, and a case a row.
 * - A file of at most 25 lines whose only importer lies beside it hides nothing by being apart: it belongs into that one, unless both
 *   together were longer than a file should be, it is loaded by itself, or it is tested by itself.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from 'vite';

export const limits = { functionLines: 60, componentLines: 120, smallFile: 25, mergedFile: 150 };

/** @typedef {{ readonly name: string, readonly line: number, readonly lines: number, readonly isComponent: boolean }} Measured */

/**
 * The functions of a file with the lines that are their own.
 * @param {string} file its name, whose end tells TypeScript from TSX
 * @param {string} text
 * @returns {readonly Measured[]}
 */
export function functionsIn(file, text) {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`Expected TypeScript in ${file}: ${errors[0]?.message}`);
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  /** @type {Measured[]} */
  const found = [];
  visit(program, 'anonymous');
  return found;

  /** @param {number} at @returns {number} from 1 */
  function lineOf(at) {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** @type {(node: any, name: string) => number} the lines of functions in it */
  function visit(node, name) {
    if (Array.isArray(node)) return node.reduce((sum, each) => sum + visit(each, name), 0);
    if (node === null || typeof node !== 'object') return 0;
    const own = node.id?.name ?? node.key?.name ?? (node.type === 'VariableDeclarator' ? undefined : name) ?? name;
    const inner = Object.values(node).reduce((/** @type {number} */ sum, value) => sum + visit(value, own), 0);
    if (node.type === 'SwitchCase') return lineOf(node.end) - lineOf(node.start) + 1;
    if (!/^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type ?? '')) return inner;
    const line = lineOf(node.start);
    const all = lineOf(node.end) - line + 1;
    found.push({ name: own, line, lines: all - inner, isComponent: file.endsWith('.tsx') && /^[A-Z]/.test(own) });
    // What shares a line with its surroundings takes nothing from them.
    return Math.max(0, all - 1);
  }
}

/**
 * What a file imports of our own, by path without the ending.
 * @param {string} file @param {string} text
 * @returns {{ readonly fixed: readonly string[], readonly loaded: readonly string[] }} `loaded`: by `import()` or as a worker
 */
export function importsOf(file, text) {
  const at = (/** @type {string} */ path) => join(dirname(file), path).replace(/\.tsx?$/, '');
  const paths = (/** @type {RegExp} */ expression) => [...text.matchAll(expression)].map((match) => at(match[1] ?? ''));
  return {
    fixed: paths(/\bfrom '(\.[^']+)'/g),
    loaded: [...paths(/\bimport\(\s*'(\.[^']+)'/g), ...paths(/\bnew URL\(\s*'(\.[^']+)'/g)],
  };
}

/**
 * Files that belong into their only importer.
 * @param {ReadonlyMap<string, string>} files text by path
 * @returns {readonly { readonly file: string, readonly importer: string }[]}
 */
export function tooSmall(files) {
  /** @type {Map<string, Set<string>>} */
  const importers = new Map();
  /** @type {Set<string>} */
  const apart = new Set();
  for (const [file, text] of files) {
    const { fixed, loaded } = importsOf(file, text);
    for (const path of loaded) apart.add(path);
    for (const path of fixed) {
      if (isTest(file)) apart.add(path);
      else importers.set(path, (importers.get(path) ?? new Set()).add(file));
    }
  }
  return [...files].flatMap(([file, text]) => {
    const path = file.replace(/\.tsx?$/, '');
    const [importer, ...others] = importers.get(path) ?? [];
    if (importer === undefined || others.length > 0 || apart.has(path) || dirname(importer) !== dirname(file))
      return [];
    const together = linesOf(text) + linesOf(files.get(importer) ?? '');
    return linesOf(text) <= limits.smallFile && together <= limits.mergedFile ? [{ file, importer }] : [];
  });
}

/** @param {string} text */
function linesOf(text) {
  return text.trimEnd().split('\n').length;
}

/** @param {string} file */
function isTest(file) {
  return /\.test\.tsx?$/.test(file);
}

const root = resolve(import.meta.dirname, '../..');

/** @returns {ReadonlyMap<string, string>} */
function sources() {
  const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  return new Map(
    names.map((name) => {
      const path = join(root, 'src', name);
      return [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')];
    }),
  );
}

function main() {
  const files = sources();
  const long = [...files]
    .filter(([file]) => !isTest(file) && !file.startsWith('src/testing/') && !file.endsWith('.d.ts'))
    .flatMap(([file, text]) => functionsIn(file, text).map((each) => ({ file, ...each })))
    .filter(({ lines, isComponent }) => lines > (isComponent ? limits.componentLines : limits.functionLines));
  const small = tooSmall(files);
  for (const { file, line, name, lines } of long)
    console.error(`${file}:${line} ${name} has ${lines} lines of its own.`);
  for (const { file, importer } of small) console.error(`${file} belongs into ${importer}, which alone imports it.`);
  if (long.length + small.length === 0)
    console.log(`${files.size} files, and the functions in them, are of the right size.`);
  else process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
