import { err, ok, type Result } from '../../../core/result';

const most = 5;

/** Reads stop sequences, one a line; `\n` and `\t` stand for a line break and a tab. Undefined when there are none. */
export function readStops(text: string): Result<readonly string[] | undefined, string> {
  const stops = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/\\([nt\\])/g, (_, letter: string) => read[letter] ?? letter));
  if (stops.length > most) return err(`Here are ${stops.length}, and a model takes at most five. Take some out.`);
  return ok(stops.length === 0 ? undefined : stops);
}

/** The text that `readStops` reads the same sequences from. */
export function formatStops(stops: readonly string[] | undefined): string {
  return (stops ?? [])
    .map((stop) => stop.replace(/[\\\n\t]/g, (letter) => `\\${written[letter] ?? letter}`))
    .join('\n');
}

const read: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\' };
const written: Readonly<Record<string, string>> = { '\n': 'n', '\t': 't', '\\': '\\' };
