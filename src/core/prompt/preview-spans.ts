import { insertedRanges, type TextRange } from './inserted-ranges';
import { parseTemplate, type TemplateSegment, variableValue } from './template';

/** `hole` is a variable without a value, shown as in the source: `{name}`. */
export interface PreviewSpan {
  readonly type: 'text' | 'value' | 'hole';
  readonly text: string;
  /** Not in the preamble that was sent; absent where nothing is compared. */
  readonly isNew?: boolean;
}

/** A preamble as it was sent, and what its variables held. */
export interface SentPreamble {
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
}

interface PreviewedPreamble {
  readonly preamble: string;
  readonly values: Readonly<Record<string, string>>;
  readonly sent: SentPreamble | undefined;
}

/** The preamble in pieces, its variables filled in; with `sent`, each piece says whether it is new since. */
export function previewSpans({ preamble, values, sent }: PreviewedPreamble): readonly PreviewSpan[] {
  const { segments } = parseTemplate(preamble);
  const spans = segments.map((segment) => spanOf(segment, values));
  return sent === undefined ? spans : markedSpans(spans, { segments, sent });
}

/** A text in pieces, each of which says whether it is new since `before`. */
export function markedText(text: string, before: string): readonly PreviewSpan[] {
  return markedPieces(text, 0, insertedRanges(before, text));
}

function spanOf(segment: TemplateSegment, values: Readonly<Record<string, string>>): PreviewSpan {
  if (segment.type === 'text') return { type: 'text', text: segment.text };
  const value = variableValue(values, segment.name);
  return value === null ? { type: 'hole', text: `{${segment.name}}` } : { type: 'value', text: value };
}

interface Compared {
  /** One a span. */
  readonly segments: readonly TemplateSegment[];
  readonly sent: SentPreamble;
}

/** Compared on the values that were sent; a variable is new as a whole or not at all. */
function markedSpans(spans: readonly PreviewSpan[], { segments, sent }: Compared): readonly PreviewSpan[] {
  const texts = segments.map((segment) => spanOf(segment, sent.values).text);
  const ranges = [...insertedRanges(sent.text, texts.join(''))];
  let at = 0;
  return spans.flatMap((span, index) => {
    const [start, end] = [at, at + (texts[index] ?? '').length];
    at = end;
    while ((ranges[0]?.end ?? end) < start) ranges.shift();
    const inside = ranges.filter((range) => range.start < end && range.end > start);
    if (span.type === 'text') return markedPieces(span.text, start, inside);
    return [{ ...span, isNew: inside.some((range) => range.start <= start && range.end >= end) }];
  });
}

function markedPieces(text: string, offset: number, ranges: readonly TextRange[]): readonly PreviewSpan[] {
  const edges = ranges.flatMap(({ start, end }) => [start - offset, end - offset]);
  const inside = edges.map((edge) => Math.min(Math.max(edge, 0), text.length));
  const bounds = [0, ...inside, text.length];
  return bounds
    .slice(1)
    .map((end, index) => ({ type: 'text', text: text.slice(bounds[index], end), isNew: index % 2 === 1 }) as const)
    .filter((piece) => piece.text !== '');
}
