import { type PreviewLine, type PreviewSpan, previewLineText } from '../../../core/prompt/compose';
import { estimateTokens } from '../../../core/prompt/estimate-tokens';
import type { SentLines } from './sent-lines';

/** The composed prompt as the pane shows it. */
export interface ComposedView {
  readonly rows: readonly ComposedRow[];
  /** As it is sent; variables without a value stand there as `{name}`. */
  readonly text: string;
  readonly tokens: number;
  /** Of the lines that the shown run did not have; null when no run is shown. */
  readonly newTokens: number | null;
}

export type ComposedRow =
  | { readonly kind: 'line'; readonly key: string; readonly spans: readonly PreviewSpan[]; readonly isNew: boolean }
  | { readonly kind: 'heading'; readonly key: string; readonly text: string }
  | PrincipleRow
  | FoldedRow;

export interface PrincipleRow {
  readonly kind: 'principle';
  readonly key: string;
  readonly n: number;
  readonly text: string;
  readonly isNew: boolean;
}

/** A run of principles behind a button. */
export interface FoldedRow {
  readonly kind: 'folded';
  readonly key: string;
  readonly label: string;
  readonly rows: readonly PrincipleRow[];
}

/** Fewer than these in a row are not worth a button. With no run to compare with, more are shown: any could be of interest. */
const leastUnchanged = 3;
const leastWithoutRun = 10;

export function composedView(lines: readonly PreviewLine[], sent: SentLines | null): ComposedView {
  const text = lines.map(previewLineText).join('\n');
  const rows = lines.map((line, index) => rowOf(line, index, sent));
  const newText = lines.filter((_, index) => isNewRow(rows[index])).map(previewLineText);
  return {
    rows: foldRuns(rows, sent !== null),
    text,
    tokens: estimateTokens(text),
    newTokens: sent === null ? null : newText.reduce((total, line) => total + estimateTokens(line), 0),
  };
}

type PlainRow = Exclude<ComposedRow, FoldedRow>;

function rowOf(line: PreviewLine, index: number, sent: SentLines | null): PlainRow {
  switch (line.kind) {
    case 'preamble': {
      const text = previewLineText(line);
      const isNew = sent !== null && text.trim() !== '' && !sent.lines.has(text);
      return { kind: 'line', key: `line ${index}`, spans: line.spans, isNew };
    }
    case 'heading':
      return { kind: 'heading', key: 'heading', text: line.text };
    case 'principle': {
      const isNew = sent !== null && !sent.principles.has(line.text);
      return { kind: 'principle', key: line.id, n: line.n, text: line.text, isNew };
    }
  }
}

function isNewRow(row: PlainRow | undefined): boolean {
  return row !== undefined && row.kind !== 'heading' && row.isNew;
}

function foldRuns(rows: readonly PlainRow[], compared: boolean): readonly ComposedRow[] {
  const least = compared ? leastUnchanged : leastWithoutRun;
  const folded: ComposedRow[] = [];
  let run: PrincipleRow[] = [];
  const endRun = () => {
    // The first principle stays in sight, so that it can be seen what a line of them looks like.
    const shown = run[0]?.n === 1 ? 1 : 0;
    const rest = run.slice(shown);
    folded.push(...(rest.length < least ? run : [...run.slice(0, shown), foldedRow(rest, compared)]));
    run = [];
  };
  for (const row of rows) {
    if (row.kind === 'principle' && !row.isNew) {
      run.push(row);
      continue;
    }
    endRun();
    folded.push(row);
  }
  endRun();
  return folded;
}

function foldedRow(rows: readonly PrincipleRow[], compared: boolean): FoldedRow {
  const from = rows[0]?.n ?? 0;
  const to = rows.at(-1)?.n ?? 0;
  return {
    kind: 'folded',
    key: `from ${rows[0]?.key ?? ''}`,
    label: `Principles ${from} to ${to}${compared ? ', unchanged' : ''}`,
    rows,
  };
}
