// @ts-check
/**
 * `npm run lint` fails on a regular expression under `src` that may take more than linear time: replies, cells and files are foreign, and
 * an expression of the looping kind froze the page for a minute. recheck judges an expression once: what it found linear stands as a hash
 * in linear-expressions.json, so that only new ones cost time. `--write` brings that list up to date.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { check } from 'recheck';
import { parseSync, runnerImport } from 'vite';

/** @typedef {{ readonly source: string, readonly flags: string }} Expression */
/** @typedef {Expression & { readonly place: string }} Found an expression at `file:line` */
/** @typedef {{ readonly place: string, readonly code: string, readonly isAtLoad: boolean }} Built `new RegExp(…)` of something that is no literal */

const root = resolve(import.meta.dirname, '../..');
const linearFile = join(import.meta.dirname, 'linear-expressions.json');
const allowedFile = join(import.meta.dirname, 'allowed-expressions.json');

/**
 * The regular expressions that a file's text holds, and those that it builds when it runs.
 * @param {string} file its name, whose end tells TypeScript from TSX
 * @param {string} text
 * @returns {{ readonly literals: readonly Found[], readonly built: readonly Built[] }}
 */
export function expressionsIn(file, text) {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`Expected TypeScript in ${file}: ${errors[0]?.message}`);
  /** @type {Found[]} */
  const literals = [];
  /** @type {Built[]} */
  const built = [];
  visit(program, false);
  return { literals, built };

  /** @type {(node: any, isInFunction: boolean) => void} */
  function visit(node, isInFunction) {
    if (Array.isArray(node)) for (const each of node) visit(each, isInFunction);
    else if (node !== null && typeof node === 'object') {
      take(node, isInFunction);
      const isInner = isInFunction || /Function/.test(node.type ?? '');
      for (const value of Object.values(node)) visit(value, isInner);
    }
  }

  /** @type {(node: any, isInFunction: boolean) => void} */
  function take(node, isInFunction) {
    const place = () => `${file}:${text.slice(0, node.start).split('\n').length}`;
    if (node.type === 'Literal' && node.regex) {
      literals.push({ source: node.regex.pattern, flags: node.regex.flags, place: place() });
    }
    if (!/^(?:New|Call)Expression$/.test(node.type) || node.callee.name !== 'RegExp') return;
    const [source, flags] = node.arguments.map((/** @type {any} */ each) => each.type === 'Literal' && each.value);
    if (typeof source === 'string') literals.push({ source, flags: flags || '', place: place() });
    else built.push({ place: place(), code: text.slice(node.start, node.end), isAtLoad: !isInFunction });
  }
}

/**
 * What is wrong with an expression, in a line; null when it is linear, whatever the text.
 * @param {Expression} expression
 * @returns {Promise<string | null>}
 */
export async function faultOf({ source, flags }) {
  const verdict = await check(source, flags, { timeout: 60_000 });
  if (verdict.status === 'safe') return null;
  if (verdict.status === 'unknown') return `not known to be linear (${verdict.error.kind})`;
  const piece = verdict.attack.pumps[0]?.pump;
  return `${verdict.complexity.summary}${piece === undefined ? '' : `, for instance over ${JSON.stringify(piece)} again and again`}`;
}

/**
 * Complaints of a person's kind: what, where, what to do.
 * @param {readonly Found[]} found
 * @param {{ readonly linear: ReadonlySet<string>, readonly allowed: ReadonlyMap<string, string> }} known
 * @returns {Promise<{ readonly complaints: readonly string[], readonly linear: readonly string[] }>} `linear`: hashes, in order
 */
export async function judge(found, known) {
  const places = new Map();
  for (const { place, ...expression } of found) {
    const written = writtenAs(expression);
    if (!known.allowed.has(written))
      places.set(written, { expression, at: [...(places.get(written)?.at ?? []), place] });
  }
  const complaints = [];
  const linear = [];
  for (const [written, { expression, at }] of places) {
    const hash = hashOf(written);
    const fault = known.linear.has(hash) ? null : await faultOf(expression);
    if (fault === null) linear.push(hash);
    else complaints.push(`${[...new Set(at)].join(', ')}: ${fault}\n    ${written}`);
  }
  return { complaints, linear: linear.sort() };
}

/** @type {(expression: Expression) => string} */
const writtenAs = ({ source, flags }) => `/${source}/${flags}`;

/** @type {(written: string) => string} */
const hashOf = (written) => createHash('sha256').update(written).digest('hex').slice(0, 16);

/** @returns {readonly string[]} paths from the root, with `/` */
function sources() {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.split(sep).join('/')}`)
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\.d\.ts$|^src\/testing\//.test(name))
    .sort();
}

/**
 * The expressions that modules build of constants while they load, seen by loading them.
 * @param {readonly string[]} files
 * @returns {Promise<readonly Found[]>}
 */
async function builtAtLoad(files) {
  /** @type {Found[]} */
  const found = [];
  const { RegExp: original } = globalThis;
  globalThis.RegExp = new Proxy(original, {
    construct(target, parts) {
      const made = Reflect.construct(target, parts);
      // The caller, if it is a module of ours; the runner builds expressions as well.
      const [, file] = /[\\/](src[\\/][^\n:]*\.tsx?)/.exec(new Error().stack?.split('\n')[2] ?? '') ?? [];
      if (file !== undefined) {
        found.push({
          source: made.source,
          flags: made.flags,
          place: `${file.split(sep).join('/')} (built while it loads)`,
        });
      }
      return made;
    },
  });
  try {
    for (const file of files) {
      await runnerImport(join(root, file), { configFile: false, logLevel: 'error', root });
    }
  } finally {
    globalThis.RegExp = original;
  }
  return found;
}

async function main() {
  /** @type {readonly string[]} */
  const listed = JSON.parse(readFileSync(linearFile, 'utf8'));
  const allowed = new Map(Object.entries(JSON.parse(readFileSync(allowedFile, 'utf8'))));
  const texts = sources().map((file) => expressionsIn(file, readFileSync(join(root, file), 'utf8')));
  const literals = texts.flatMap((each) => each.literals);
  const built = texts.flatMap((each) => each.built);
  const atLoad = await builtAtLoad([...new Set(built.map(({ place }) => place.replace(/:\d+$/, '')))]);

  const { complaints, linear } = await judge([...literals, ...atLoad], { linear: new Set(listed), allowed });
  const unseen = built
    .filter(({ code, isAtLoad }) => !isAtLoad && !allowed.has(code))
    .map(({ place, code }) => `${place}: built when it is called, of what this check cannot see\n    ${code}`);
  const used = new Set([...literals, ...atLoad].map(writtenAs).concat(built.map(({ code }) => code)));
  const idle = [...allowed.keys()]
    .filter((each) => !used.has(each))
    .map((each) => `Allowed, but used nowhere: ${each}`);

  const faults = [...complaints, ...unseen, ...idle];
  if (process.argv.includes('--write')) writeFileSync(linearFile, `${JSON.stringify(linear, null, 2)}\n`);
  if (faults.length === 0) {
    const added = linear.filter((hash) => !listed.includes(hash)).length;
    const advice = added === 0 ? '' : ` ${added} of them are new: node ${relative(root, import.meta.filename)} --write`;
    console.log(`${linear.length} regular expressions are linear.${advice}`);
    return;
  }
  console.error(
    `Regular expressions that may take more than linear time over a foreign text:\n\n${faults.join('\n\n')}\n`,
  );
  console.error(
    'Write each as one pass (src/core/text-ends.ts has the common ends), or with pieces that cannot match the same text twice.',
  );
  console.error(`Where the text is bounded or the check is wrong, give the reason in ${relative(root, allowedFile)}.`);
  process.exitCode = 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
