import type { Constitution, Principle } from '../constitution/principle';
import type { TurnInput } from '../conversation/turn';
import { composePrompt, principlesHeading } from '../prompt/compose';
import type { PromptDocument } from '../prompt/prompt-document';

/**
 * The principles that a run was sent with in the words that they have now: only of these its responses can say anything. A principle
 * that came or was edited since is not among them.
 */
export function judgedPrinciples(
  constitution: Constitution,
  input: Pick<TurnInput, 'prompt'>,
  isPreambleTheSame: boolean,
): readonly Principle[] {
  const sent = sentTexts(input.prompt);
  return constitution.filter(({ status, text }) => {
    if (status === 'folded') return isPreambleTheSame;
    return status === 'on' && sent.has(withoutIndent(text));
  });
}

/** Whether the present preamble, with the values of the run, is the one that was sent: folded principles stand in it. */
export function sentPreamble(
  document: PromptDocument,
  { prompt, values }: Pick<TurnInput, 'prompt' | 'values'>,
): boolean {
  const composed = composePrompt({ document: { ...document, principles: [] }, values });
  if (!composed.ok) return false;
  const preamble = composed.value.instruction.trimEnd();
  return prompt.trimEnd() === preamble || prompt.startsWith(`${preamble}\n\n${principlesHeading}\n`);
}

function sentTexts(prompt: string): ReadonlySet<string> {
  const at = prompt.lastIndexOf(`${principlesHeading}\n`);
  if (at === -1) return new Set();
  const lines = prompt.slice(at + principlesHeading.length + 1).split('\n');
  const texts: string[] = [];
  for (const line of lines) {
    const start = /^\d{1,6}\. /.exec(line)?.[0];
    if (start !== undefined) texts.push(line.slice(start.length).trim());
    else texts.push(`${texts.pop() ?? ''}\n${line.trim()}`);
  }
  return new Set(texts);
}

function withoutIndent(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}
