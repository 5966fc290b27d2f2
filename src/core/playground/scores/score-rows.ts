import type { RowSource } from '../../dataset/row-source';
import type { TableProblem } from '../../dataset/table';
import type { ModelPrompt, Part } from '../../model/model-prompt';
import { err, ok, type Result } from '../../result';
import { unitsOf } from '../../scoring/prompt-units';
import type { ScoresRun } from '../playground-work';

/** A text to score. */
export interface RowToScore {
  /** Number of the row, from 1. */
  readonly row: number;
  readonly prompt: ModelPrompt;
  /** Null: that of the whole run. */
  readonly promptText: string | null;
  /** Empty: there is nothing to score. */
  readonly completion: string;
  readonly left?: { readonly start: number; readonly end: number };
}

export interface RowsToScore {
  /** With those that hold nothing; about, where it is a file. */
  readonly total: number;
  pieces(signal: AbortSignal): AsyncIterable<readonly RowToScore[]>;
}

interface Scored {
  readonly run: Pick<ScoresRun, 'kind' | 'rank' | 'expected' | 'unit'>;
  readonly prompt: ModelPrompt;
}

/** A completion a line, or the whole prompt and then the prompt without each of its units. */
export function typedScoreRows({ run, prompt }: Scored): RowsToScore {
  return run.kind === 'rank' ? lineRows(run.rank.completions, prompt) : unitRows(run, prompt);
}

const rowsPerPiece = 200;

/** Spaces at the ends of a line are part of the completion; a line of nothing is none. */
function lineRows(completions: string, prompt: ModelPrompt): RowsToScore {
  const lines = completions.split(/\r?\n/);
  // A break after the last line begins no further one.
  if (lines.at(-1) === '') lines.pop();
  return madeAsWanted(lines.length, (at) => ({ row: at + 1, prompt, promptText: null, completion: lines[at] ?? '' }));
}

function unitRows({ expected, unit }: Scored['run'], prompt: ModelPrompt): RowsToScore {
  const units = unitsOf(userText(prompt), unit);
  return madeAsWanted(units.length + 1, (at) => {
    const left = units[at - 1];
    const row = { row: at + 1, promptText: null, completion: expected };
    return left === undefined ? { ...row, prompt } : { ...row, prompt: withoutPart(prompt, left), left };
  });
}

/** A long prompt that lacks a word is nearly as long: no more of them are held than are worked on. */
function madeAsWanted(total: number, make: (at: number) => RowToScore): RowsToScore {
  return {
    total,
    async *pieces() {
      for (let from = 0; from < total; from += rowsPerPiece)
        yield Array.from({ length: Math.min(rowsPerPiece, total - from) }, (_, index) => make(from + index));
    },
  };
}

/** The texts of the last turn, one after the other. */
export function userText({ turns }: ModelPrompt): string {
  return (turns.at(-1)?.parts ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('');
}

/** The last turn is this text alone. */
function withUserText(prompt: ModelPrompt, text: string): ModelPrompt {
  return { ...prompt, turns: [...prompt.turns.slice(0, -1), { role: 'user', parts: [{ type: 'text', text }] }] };
}

/** Images stay where they are, and so do the texts between them. */
function withoutPart(
  prompt: ModelPrompt,
  { start, end }: { readonly start: number; readonly end: number },
): ModelPrompt {
  let at = 0;
  const parts = (prompt.turns.at(-1)?.parts ?? []).map((part): Part => {
    if (part.type !== 'text') return part;
    const from = Math.min(Math.max(start - at, 0), part.text.length);
    const to = Math.min(Math.max(end - at, 0), part.text.length);
    at += part.text.length;
    return { type: 'text', text: part.text.slice(0, from) + part.text.slice(to) };
  });
  return { ...prompt, turns: [...prompt.turns.slice(0, -1), { role: 'user', parts }] };
}

/** Of a file; the error asks for a column. */
export function fileScoreRows(source: RowSource, { run: { rank }, prompt }: Scored): Result<RowsToScore, TableProblem> {
  const place = source.columns.indexOf(rank.completionColumn ?? '');
  if (place === -1) return err(noColumn('completions', source.columns, rank.completionColumn));
  const promptPlace = rank.promptColumn === null ? null : source.columns.indexOf(rank.promptColumn);
  if (promptPlace === -1) return err(noColumn('prompts', source.columns, rank.promptColumn));
  return ok({
    total: source.total,
    async *pieces(signal) {
      for await (const piece of source.pieces(signal))
        yield piece.map(({ number: row, cells }) => {
          const completion = cells[place] ?? '';
          if (promptPlace === null) return { row, prompt, promptText: null, completion };
          const promptText = cells[promptPlace] ?? '';
          return { row, prompt: withUserText(prompt, promptText), promptText, completion };
        });
    },
  });
}

export function noColumn(of: string, columns: readonly string[], wanted: string | null): TableProblem {
  const sought = wanted === null ? `A column of ${of} was expected` : `The column “${wanted}” was expected`;
  return {
    kind: 'too-few-columns',
    title: `Choose the column that holds the ${of}.`,
    message: `${sought}, and the file has ${columns.map((name) => `“${name}”`).join(', ')}. Choose one of them.`,
  };
}
