import { ModelError } from '../../core/model/model-error';
import type { ChatLogprob } from './engine-port';

/** WebLLM reports at most so many alternatives of a token. */
export const mostAlternatives = 5;

/** Throws ModelError `bad-request` unless each option is told by its first character. */
export function checkOptions(options: readonly string[]): void {
  const heads = options.map((option) => [...option][0]);
  if (options.length >= 2 && !heads.includes(undefined) && new Set(heads).size === heads.length) return;
  throw new ModelError({
    kind: 'bad-request',
    code: 'MALFORMED_CHOICE',
    message: `Expected two or more options that differ in their first character, got ${JSON.stringify(options)}. Nothing was asked; please report this as a fault of this app.`,
  });
}

/** An EBNF grammar of exactly these texts. Its strings are escaped as in JSON. */
export function choiceGrammar(options: readonly string[]): string {
  return `root ::= ${options.map((option) => JSON.stringify(option)).join(' | ')}`;
}

/**
 * Whether the alternatives that WebLLM reports tell all. A longer option may begin with several tokens (`A`, `AB`), and more than five
 * options cannot be reported: then the logits themselves are read, which costs a copy of the vocabulary.
 */
export function alternativesSuffice(options: readonly string[]): boolean {
  return options.length <= mostAlternatives && options.every((option) => [...option].length === 1);
}

/**
 * The probability of each option from the first token's alternatives at temperature 1. An option that was crowded out of the five
 * shares what probability is left (it is less than any that was reported). Undefined when nothing can be made of them.
 */
export function posteriorOfAlternatives(
  options: readonly string[],
  { top_logprobs }: Pick<ChatLogprob, 'top_logprobs'>,
): readonly number[] | undefined {
  const seen = top_logprobs.filter(({ token, logprob }) => token !== '' && logprob !== Number.NEGATIVE_INFINITY);
  if (seen.length === 0) return undefined;
  const mass = options.map((option) =>
    sum(seen.filter(({ token }) => option.startsWith(token)).map(({ logprob }) => Math.exp(logprob))),
  );
  if (mass.some(Number.isNaN)) return undefined;
  const unseen = mass.filter((share) => share === 0).length;
  const rest = Math.max(0, 1 - sum(seen.map(({ logprob }) => Math.exp(logprob))));
  return normalised(mass.map((share) => (share === 0 ? rest / Math.max(1, unseen) : share)));
}

/** What the mask leaves: it sets the rest to the least number there is, or to minus infinity. */
const masked = -1e30;

/**
 * The same from the first token's logits, after the grammar's mask. Every token that begins an option counts for it, so that neither
 * byte tokens nor merged ones are lost. Undefined when nothing can be made of them.
 */
export function posteriorOfLogits(
  options: readonly string[],
  { logits, textOf }: { readonly logits: Float32Array; readonly textOf: (token: number) => string },
): readonly number[] | undefined {
  const allowed: { readonly at: number; readonly logit: number }[] = [];
  for (const [token, logit] of logits.entries()) {
    if (Number.isNaN(logit)) return undefined;
    if (logit <= masked) continue;
    const text = textOf(token);
    const at = text === '' ? -1 : options.findIndex((option) => option.startsWith(text));
    if (at >= 0) allowed.push({ at, logit });
  }
  // Relative to the highest: e to the power of a raw logit overflows.
  const highest = allowed.reduce((most, { logit }) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
  const mass = options.map(() => 0);
  for (const { at, logit } of allowed) mass[at] = (mass[at] ?? 0) + Math.exp(logit - highest);
  return normalised(mass);
}

function normalised(mass: readonly number[]): readonly number[] | undefined {
  const total = sum(mass);
  return total > 0 && Number.isFinite(total) ? mass.map((share) => share / total) : undefined;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The most probable option; of equals the first. */
export function mostProbable(options: readonly string[], probabilities: readonly number[]): string {
  const best = probabilities.reduce((most, share, at) => (share > (probabilities[most] ?? 0) ? at : most), 0);
  return options[best] ?? '';
}
