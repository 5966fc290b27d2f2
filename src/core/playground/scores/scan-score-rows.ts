import { type CallKind, estimateWork } from '../../calls/estimate';
import { estimateTokens } from '../../calls/estimate-tokens';
import type { CallLimits } from '../../calls/limits';
import { promptText } from '../../model/model-prompt';
import type { ModelRef } from '../../model/model-ref';
import { rowOf } from '../../model/provider-table';
import type { ScoresFound } from '../playground-port';
import type { RowsToScore, RowToScore } from './score-rows';

const mostSamples = 50;

/** How many rows there are to score, and what that takes, by some of them. */
export async function scanScoreRows(
  rows: RowsToScore,
  { model, limits, signal }: { readonly model: ModelRef; readonly limits: CallLimits; readonly signal: AbortSignal },
): Promise<ScoresFound> {
  const empty: number[] = [];
  const samples: RowToScore[] = [];
  let total = 0;
  for await (const piece of rows.pieces(signal)) {
    signal.throwIfAborted();
    for (const row of piece) {
      if (row.completion === '') empty.push(row.row);
      else {
        total += 1;
        if (samples.length < mostSamples) samples.push(row);
      }
    }
  }
  const tokens = samples.reduce((sum, row) => sum + estimateTokens(promptText(row.prompt) + row.completion), 0);
  const evaluations: CallKind = {
    model,
    calls: total,
    tokens: tokens / Math.max(1, samples.length),
    seconds: rowOf(model.provider).seconds.short,
  };
  return { total, empty, estimate: estimateWork({ kinds: [evaluations], limits }) };
}
