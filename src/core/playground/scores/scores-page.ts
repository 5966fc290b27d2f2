import { csvLine } from '../../dataset/csv-line';
import { spreadsheetText } from '../../dataset/spreadsheet-text';
import { withoutUnit } from '../../scoring/prompt-units';
import type { KeptScore, ScoreSums } from '../kept-rows';
import type { ScoreRow } from '../playground-port';

/** What ranks rows: null where a row has no figures. */
export interface RankedFigures {
  readonly logprob: number | null;
  /** −l/c. */
  readonly perCharacter: number | null;
}

export interface RowRanks {
  readonly bySum: number | null;
  readonly byCharacter: number | null;
}

export function rankedFigures({ outcome }: KeptScore): RankedFigures {
  if (outcome?.status !== 'scored') return { logprob: null, perCharacter: null };
  const { logprob, perCharacter } = outcome.figures;
  return { logprob, perCharacter };
}

/** `whole`: l with nothing left out, of What mattered. */
export function scoreRow(
  { row, prompt, completion, outcome, left }: KeptScore,
  { sums, ranks, whole }: { readonly sums: ScoreSums; readonly ranks: RowRanks; readonly whole: number | null },
): readonly ScoreRow[] {
  if (outcome === null) return [];
  const shared = left === undefined ? sums.prompt : withoutUnit(sums.prompt, left);
  const head = { row, prompt: prompt ?? shared, completion };
  if (outcome.status === 'failed') return [{ ...head, outcome }];
  const { figures } = outcome;
  const { unit } = sums;
  return [
    {
      ...head,
      outcome: { status: 'scored', figures, bySum: ranks.bySum ?? 0, byCharacter: ranks.byCharacter ?? 0 },
      ...(left !== undefined && unit !== undefined && whole !== null
        ? { left: { unit, ...left, drop: whole - figures.logprob } }
        : {}),
    },
  ];
}

const columns = [
  'row',
  'prompt',
  'completion',
  'log_probability',
  'log_perplexity',
  'log_perplexity_per_token',
  'log_perplexity_per_character',
  'bits_per_byte',
  'token_count',
  'character_count',
  'correct_greedy',
  'argmax_completion',
  'rank_by_sum',
  'rank_by_character',
  'left_out',
  'drop',
  'error',
] as const;

export const scoresHeader = csvLine(columns, ',');

/** Prompts and completions are the author's own; what the model says is shown as text by a spreadsheet. `whole`: the prompt of all rows. */
export function scoresLine({ row, prompt, completion, outcome, left }: ScoreRow, whole: string): string {
  const cells = [`${row}`, prompt, completion];
  if (outcome.status === 'failed')
    return csvLine([...cells, ...columns.slice(4).map(() => ''), spreadsheetText(outcome.error.message)], ',');
  const { figures, bySum, byCharacter } = outcome;
  return csvLine(
    [
      ...cells,
      `${figures.logprob}`,
      `${figures.logPerplexity}`,
      `${figures.perToken}`,
      `${figures.perCharacter}`,
      `${figures.bitsPerByte}`,
      `${figures.tokens}`,
      `${figures.characters}`,
      `${figures.greedy}`,
      spreadsheetText(figures.argmaxCompletion),
      `${bySum}`,
      `${byCharacter}`,
      left === undefined ? '' : whole.slice(left.start, left.end),
      left === undefined ? '' : `${left.drop}`,
      '',
    ],
    ',',
  );
}
