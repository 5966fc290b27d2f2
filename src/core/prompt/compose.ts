import type { Constitution } from '../constitution/principle';
import { ok, type Result } from '../result';
import { type PreviewSpan, previewSpans, type SentPreamble } from './preview-spans';
import type { PromptDocument } from './prompt-document';
import { fillTemplate, type MissingValues, parseTemplate, variableValue } from './template';

/** Stands between the preamble and the principles. */
export const principlesHeading = 'Follow these principles:';

export interface ComposedPrompt {
  /** As sent: the preamble, a blank line, the heading, the numbered principles. */
  readonly text: string;
  /** The preamble with its variables filled in, principles not included. */
  readonly instruction: string;
  /** Those that are sent, in order. */
  readonly principles: readonly string[];
  /** What stands in the preamble's variables. A form also keeps values of variables that the preamble has no more: they are not here. */
  readonly values: Readonly<Record<string, string>>;
}

/** A line of the prompt as sent. A principle of several lines is one entry. */
export type PreviewLine =
  | { readonly kind: 'preamble'; readonly spans: readonly PreviewSpan[] }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'principle'; readonly id: string; readonly n: number; readonly text: string };

interface PreviewInput extends ComposeInput {
  readonly sent?: SentPreamble | undefined;
}

interface ComposeInput {
  readonly document: PromptDocument;
  readonly values: Readonly<Record<string, string>>;
}

export function composePrompt({ document, values }: ComposeInput): Result<ComposedPrompt, MissingValues> {
  const template = parseTemplate(document.preamble);
  const filled = fillTemplate(template, values);
  if (!filled.ok) return filled;
  const principles = sentPrinciples(document.principles).map((principle) => principle.text);
  const text = joinedPrompt(filled.value, document.principles);
  const used = Object.fromEntries(template.variables.map((name) => [name, variableValue(values, name) ?? '']));
  return ok({ text, instruction: filled.value, principles, values: used });
}

/**
 * What `composePrompt` sends, line by line: `n` is the principle's number as sent, from 1. Missing values stay as holes. With `sent`, the
 * words of the preamble that are new since are marked; other values in the same variables are nothing new.
 */
export function composePreview({ document, values, sent }: PreviewInput): readonly PreviewLine[] {
  const principles = sentPrinciples(document.principles);
  const spans = previewSpans({ preamble: document.preamble, values, sent });
  if (principles.length === 0) return linesOf(spans);
  const preamble = linesOf(withoutTrailingSpace(spans));
  return [
    ...preamble,
    ...(preamble.length === 0 ? [] : [{ kind: 'preamble', spans: [] } as const]),
    { kind: 'heading', text: principlesHeading },
    ...principles.map(({ id, text }, index) => ({ kind: 'principle', id, n: index + 1, text }) as const),
  ];
}

/** A line as it is sent. */
export function previewLineText(line: PreviewLine): string {
  switch (line.kind) {
    case 'preamble':
      return line.spans.map((span) => span.text).join('');
    case 'heading':
      return line.text;
    case 'principle':
      return numberedLine(line.n, line.text);
  }
}

/** The principles that are sent beside the preamble: those that are on. */
export function sentPrinciples(constitution: Constitution): Constitution {
  return constitution.filter((principle) => principle.status === 'on');
}

/** A principle as a line of the prompt: `2. Be brief.`; further lines of it are indented under the first. */
function numberedLine(n: number, text: string): string {
  const prefix = `${n}. `;
  return prefix + text.split('\n').join(`\n${' '.repeat(prefix.length)}`);
}

/** An instruction with the principles that are sent beside it. */
export function joinedPrompt(instruction: string, constitution: Constitution): string {
  const principles = sentPrinciples(constitution).map((principle) => principle.text);
  if (principles.length === 0) return instruction;
  const rules = [principlesHeading, ...principles.map((text, index) => numberedLine(index + 1, text))].join('\n');
  const preamble = instruction.trimEnd();
  return preamble === '' ? rules : `${preamble}\n\n${rules}`;
}

function linesOf(spans: readonly PreviewSpan[]): readonly PreviewLine[] {
  if (spans.length === 0) return [];
  const lines: PreviewSpan[][] = [[]];
  for (const span of spans) {
    for (const [index, text] of span.text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...span, text });
    }
  }
  return lines.map((line) => ({ kind: 'preamble', spans: line }));
}

function withoutTrailingSpace(spans: readonly PreviewSpan[]): readonly PreviewSpan[] {
  const last = spans.findLastIndex((span) => span.text.trimEnd() !== '');
  return spans
    .slice(0, last + 1)
    .map((span, index) => (index === last ? { ...span, text: span.text.trimEnd() } : span));
}
