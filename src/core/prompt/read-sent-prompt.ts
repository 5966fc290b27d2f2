import { principlesHeading } from './compose';

/** What a prompt holds that `composePrompt` wrote. */
export interface SentPrompt {
  readonly preamble: string;
  /** Without their numbers, in order. */
  readonly principles: readonly string[];
}

/**
 * Reads a prompt back that `composePrompt` wrote. Taken from the text as it was sent, since that is what the response answers,
 * and it stays true when the version it came from is edited out of the history.
 */
export function readSentPrompt(prompt: string): SentPrompt {
  const start = principlesStart(prompt);
  if (start === -1) return { preamble: prompt, principles: [] };
  return {
    preamble: prompt.slice(0, start).trimEnd(),
    principles: readPrinciples(prompt.slice(start + principlesHeading.length + 1)),
  };
}

/** The last heading with a first principle under it: the author's own text may hold the same words. */
function principlesStart(prompt: string): number {
  const start = prompt.lastIndexOf(`${principlesHeading}\n1. `);
  return start === 0 || prompt[start - 1] === '\n' ? start : -1;
}

function readPrinciples(text: string): readonly string[] {
  const principles: string[] = [];
  for (const line of text.split('\n')) {
    const prefix = `${principles.length + 1}. `;
    const last = principles.length - 1;
    if (line.startsWith(prefix)) principles.push(line.slice(prefix.length));
    // Further lines of a principle stand under its text, as far in as its number is wide.
    else if (last >= 0) principles[last] = `${principles[last] ?? ''}\n${line.slice(`${last + 1}. `.length)}`;
  }
  return principles;
}
