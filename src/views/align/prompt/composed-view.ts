import { estimateTokens } from '../../../core/calls/estimate-tokens';
import { type PreviewLine, previewLineText } from '../../../core/prompt/compose';
import { markedText, type PreviewSpan } from '../../../core/prompt/preview-spans';
import type { SentPrompt } from '../../../core/prompt/read-sent-prompt';
import { type EarlierWords, earlierWords } from './earlier-words';

/** The composed prompt as the pane shows it. */
export interface ComposedView {
  readonly rows: readonly ComposedRow[];
  /** As it is sent; variables without a value stand there as `{name}`. */
  readonly text: string;
  readonly tokens: number;
  /** Of the words that the shown run did not have; null when no run is shown. */
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
  readonly spans: readonly PreviewSpan[];
  readonly isNew: boolean;
}

/** A run of principles behind a button. */
interface FoldedRow {
  readonly kind: 'folded';
  readonly key: string;
  readonly label: string;
  readonly rows: readonly PrincipleRow[];
}

/** Fewer than these in a row are not worth a button. With no run to compare with, more are shown: any could be of interest. */
const leastUnchanged = 3;
const leastWithoutRun = 10;

/** `lines` are marked against the preamble of `sent` already; its principles are compared here. */
export function composedView(lines: readonly PreviewLine[], sent: SentPrompt | null): ComposedView {
  const text = lines.map(previewLineText).join('\n');
  const earlier = sent === null ? null : earlierWords(lines, new Set(sent.principles));
  const rows = lines.map((line, index) => rowOf(line, index, earlier));
  return {
    rows: foldRuns(rows, sent !== null),
    text,
    tokens: estimateTokens(text),
    newTokens: sent === null ? null : rows.reduce((total, row) => total + newTokensOf(row), 0),
  };
}

type PlainRow = Exclude<ComposedRow, FoldedRow>;

function rowOf(line: PreviewLine, index: number, earlier: EarlierWords | null): PlainRow {
  switch (line.kind) {
    case 'preamble':
      return { kind: 'line', key: `line ${index}`, spans: line.spans, isNew: line.spans.some(isNewSpan) };
    case 'heading':
      return { kind: 'heading', key: 'heading', text: line.text };
    case 'principle':
      return principleRow(line, earlier);
  }
}

/** Rows that were made before, by their principle: a key in the preamble makes none of hundreds anew, and none is drawn again. */
const madeRows = new Map<string, MadeRow>();
/** Above this the principles are those of many projects. */
const mostMadeRows = 5000;

interface MadeRow {
  readonly text: string;
  /** Null where nothing is compared. */
  readonly was: string | undefined | null;
  readonly row: PrincipleRow;
}

function principleRow({ id, n, text }: Extract<PreviewLine, { kind: 'principle' }>, earlier: EarlierWords | null) {
  const was = earlier === null ? null : earlier.get(text);
  const made = madeRows.get(id);
  if (made !== undefined && made.text === text && made.was === was && made.row.n === n) return made.row;
  const spans = was === null ? [{ type: 'text', text } as const] : markedText(text, was ?? '');
  // Where words went and none came, the line has nothing to underline, and is another one all the same.
  const row: PrincipleRow = { kind: 'principle', key: id, n, spans, isNew: was !== null && was !== text };
  if (madeRows.size >= mostMadeRows) madeRows.clear();
  madeRows.set(id, { text, was, row });
  return row;
}

function isNewSpan({ isNew }: PreviewSpan): boolean {
  return isNew === true;
}

function newTokensOf(row: PlainRow): number {
  if (row.kind === 'heading') return 0;
  const words = row.spans.filter(isNewSpan).map(({ text }) => text);
  const number = row.kind === 'principle' && words.length > 0 ? `${row.n}. ` : '';
  return words.length === 0 ? 0 : estimateTokens(number + words.join(' '));
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
