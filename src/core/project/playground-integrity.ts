import type { PlaygroundRun, PlaygroundWork } from '../playground/playground-work';
import { repeated, repeatedIds } from './repeated';

/**
 * What keeps the Playground's part of the right shape from being whole, `path: reason` each; empty when it is. What stands in its fields
 * may be out of range: it is not sent before it is mended. Images may be absent, since a file can be exported without them.
 */
export function playgroundProblems({ complete, images, runs }: PlaygroundWork): readonly string[] {
  return [
    ...repeatedIds(complete.bias, 'playground.complete.bias'),
    ...Object.keys(images).flatMap((key) =>
      /^[0-9a-f]{64}$/.test(key)
        ? []
        : [
            `playground.images: expected images by their SHA-256, in 64 hexadecimal digits, got ${JSON.stringify(key)}.`,
          ],
    ),
    ...repeatedIds(runs, 'playground.runs'),
    ...repeated(runs.map(({ n }, index) => ({ value: n, path: `playground.runs[${index}].n` }))),
    ...runs.flatMap((run, index) => runProblems(run, `playground.runs[${index}]`)),
  ];
}

function runProblems(run: PlaygroundRun, path: string): readonly string[] {
  switch (run.kind) {
    case 'complete':
      return completionProblems(run, path);
    case 'evaluate':
      return [];
    case 'rank':
    case 'mattered':
    case 'embed':
      return [
        ...wholeProblems(run.total, `${path}.total`),
        ...wholeProblems(run.done, `${path}.done`, run.total),
        ...wholeProblems(run.failed, `${path}.failed`, run.done),
      ];
  }
}

/** A branch leaves a completion that came before it, so that they are a tree. */
function completionProblems(
  { completions }: Extract<PlaygroundRun, { readonly kind: 'complete' }>,
  path: string,
): readonly string[] {
  const before = new Set<number>();
  return completions.flatMap(({ n, from }, index) => {
    const at = `${path}.completions[${index}]`;
    const problems = [
      ...(before.has(n) ? [`${at}.n: ${n} is used twice.`] : []),
      ...(from === null || before.has(from.n) ? [] : [`${at}.from.n: there is no completion ${from.n} before it.`]),
    ];
    before.add(n);
    return problems;
  });
}

function wholeProblems(value: number, path: string, max?: number): readonly string[] {
  if (Number.isInteger(value) && value >= 0 && (max === undefined || value <= max)) return [];
  const range = max === undefined ? 'from 0' : `from 0 to ${max}`;
  return [`${path}: expected a whole number ${range}, got ${value}.`];
}
