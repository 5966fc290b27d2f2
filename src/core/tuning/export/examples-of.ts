import type { Compared, Improved, MadeRow, MadeText, Round, RowEdit } from '../run/made-row';
import { decisionOf } from '../run/outcome';
import type { TuningRun } from '../run/tuning-work';
import type { ExportSettings } from './export-settings';
import { formatOf } from './formats';
import type { LeftOutReason } from './left-out';
import { halfOf, promptKeyOf } from './split';
import type { PreferenceExample, RevisionStages, TrainingExample } from './training-example';

/** What becomes of a row: one line or more, or none. */
export type RowExamples = { readonly examples: readonly TrainingExample[] } | { readonly leftOut: LeftOutReason };

export interface ExamplesRequest {
  readonly run: Pick<TuningRun, 'settings' | 'constitution'>;
  /** What the author did with the row. */
  readonly edit?: RowEdit | undefined;
  readonly settings: Pick<ExportSettings, 'format' | 'rounds' | 'splitByKind' | 'includeFlipped'>;
}

/**
 * The lines that a row gives, of the kind that the format takes:
 * - one answer to learn: the last revision, or the answer itself where nothing was to be improved;
 * - a pair: the revision over the first answer (none where nothing was to be improved), or the answer that both orders agree on over the
 *   other one; a comparison gives pairs alone;
 * - texts with a label: both of each pair, and the answer as a true one where nothing was to be improved.
 *
 * A text of the author's stands in place of the one that would be taken away; of several rounds, of the last or the picked one.
 */
export function examplesOf(row: MadeRow, request: ExamplesRequest): RowExamples {
  const { made } = row;
  const { edit = {}, settings, run } = request;
  const { kind } = formatOf(settings.format);
  if (run.settings.make === 'comparison' && kind === 'supervised') return { leftOut: 'pairs' };
  if (made === null) return { leftOut: 'under-way' };
  if (made.kind === 'failed') return { leftOut: 'failed' };
  if (edit.isRejected) return { leftOut: 'rejected' };
  if (isOfOtherHalf(row, settings)) return { leftOut: 'other-half' };
  const context: Context = { ...request, row, edit };
  const pairs = made.kind === 'compared' ? comparedPair(made, context) : improvedPairs(made, context);
  return 'leftOut' in pairs ? pairs : linesOf(pairs.pairs, context);
}

export function isOfOtherHalf(
  { turns }: Pick<MadeRow, 'turns'>,
  { format, splitByKind }: Pick<ExportSettings, 'format' | 'splitByKind'>,
): boolean {
  if (!splitByKind) return false;
  return (halfOf(promptKeyOf(turns)) === 'supervised') !== (formatOf(format).kind === 'supervised');
}

interface Context extends ExamplesRequest {
  readonly row: MadeRow;
  readonly edit: RowEdit;
}

/** Two texts, the better one first; without the other where only one answer is good and none was worse. */
interface Pair {
  readonly chosen: string;
  readonly rejected: string | null;
  readonly isEdited: boolean;
  readonly score?: number;
  readonly stages?: RevisionStages;
}

type Pairs = { readonly pairs: readonly Pair[] } | { readonly leftOut: LeftOutReason };

/** A place in a pair, with what stands there before the author has changed anything. */
type Placed = readonly [chosen: MadeText, rejected: MadeText | null];

function improvedPairs(made: Improved, { edit, run, settings }: Context): Pairs {
  const { answer, rounds } = made;
  const revised = rounds.flatMap((round, at) =>
    round.revision === null ? [] : [{ n: at + 1, round, revision: round.revision }],
  );
  // Where all are taken, the author's words stand where the round is that they were written of.
  const main = revised.find(({ n }) => settings.rounds !== 'last' && n === edit.round) ?? revised.at(-1);
  const mainTexts: Placed = main === undefined ? [answer, null] : swapped([main.revision, answer], edit);
  const texts = [answer, ...rounds.flatMap(({ critique, revision }) => [critique, revision])];
  if (isCut(texts, mainTexts, edit)) return { leftOut: 'cut' };
  if (main === undefined) return { pairs: [edited(mainTexts, edit)] };
  const taken = settings.rounds === 'all' ? revised : [main];
  const pairs = taken.map(({ n, round, revision }): Pair => {
    const before = rounds[n - 2]?.revision ?? answer;
    const pair = n === main.n ? edited(mainTexts, edit) : edited(swapped([revision, answer], edit), {});
    return { ...pair, stages: stagesOf({ run, round, before, revision: revision.text }) };
  });
  return { pairs };
}

function comparedPair(made: Compared, { edit, run, settings }: Context): Pairs {
  if (settings.format === 'constitutional-ai') return { leftOut: 'no-stages' };
  const { outcome, score } = decisionOf(made);
  if (outcome === 'tie' || outcome === 'identical' || outcome === 'unreadable') return { leftOut: outcome };
  if (outcome === 'flipped' && !settings.includeFlipped) return { leftOut: 'flipped' };
  const [first, second] = made.answers;
  const isFirst = outcome === 'flipped' ? (score ?? 0.5) >= 0.5 : outcome !== 'second-wins';
  const texts = swapped(isFirst ? [first, second] : [second, first], edit);
  if (isCut(made.answers, texts, edit)) return { leftOut: 'cut' };
  const pair = edited(texts, edit);
  // A score is of the texts that the judge has seen.
  if (score === null || edit.chosen !== undefined || edit.rejected !== undefined) return { pairs: [pair] };
  const ofChosen = texts[0] === first ? score : 1 - score;
  return { pairs: [{ ...pair, score: run.settings.comparison.soften ? softened(ofChosen) : ofChosen }] };
}

/** As in "Constitutional AI" (Bai et al., 2022), where targets that a judge reasons itself into are too sure. */
function softened(score: number): number {
  return Math.min(0.6, Math.max(0.4, score));
}

function swapped([chosen, rejected]: readonly [MadeText, MadeText], edit: RowEdit): Placed {
  return edit.isSwapped ? [rejected, chosen] : [chosen, rejected];
}

function edited([chosen, rejected]: Placed, edit: RowEdit): Pair {
  return {
    chosen: edit.chosen ?? chosen.text,
    rejected: rejected === null ? null : (edit.rejected ?? rejected.text),
    isEdited: Boolean(edit.isSwapped) || edit.chosen !== undefined || edit.rejected !== undefined,
  };
}

/** Texts that the author has written anew are whole. */
function isCut(texts: readonly (MadeText | null)[], [chosen, rejected]: Placed, edit: RowEdit): boolean {
  if (edit.isKept) return false;
  const whole = [edit.chosen === undefined ? null : chosen, edit.rejected === undefined ? null : rejected];
  return texts.some((text) => text?.isCut && !whole.includes(text));
}

interface StagesRequest {
  readonly run: ExamplesRequest['run'];
  readonly round: Round;
  readonly before: MadeText;
  readonly revision: string;
}

function stagesOf({ run, round, before, revision }: StagesRequest): RevisionStages {
  const pair = run.constitution.pairs[round.pair - 1];
  return {
    answer: before.text,
    critiqueRequest: pair?.critique ?? '',
    critique: round.critique.text,
    revisionRequest: pair?.revision ?? '',
    revision,
  };
}

function linesOf(pairs: readonly Pair[], { row, run, settings }: Context): RowExamples {
  const common = {
    promptKey: promptKeyOf(row.turns),
    id: row.id,
    turns: row.turns,
    systemMessage: run.constitution.systemMessages.answer,
  };
  const { kind } = formatOf(settings.format);
  const found = pairs.map((pair) => problemOf(pair, kind));
  const examples = pairs.filter((_, at) => found[at] === null).flatMap((pair) => examplesOfPair(pair, kind, common));
  const [problem = null] = found;
  return examples.length === 0 && problem !== null ? { leftOut: problem } : { examples: withoutRepeats(examples) };
}

function problemOf({ chosen, rejected }: Pair, kind: TrainingExample['kind']): LeftOutReason | null {
  if (kind === 'preference' && rejected === null) return 'no-pair';
  if (chosen.trim() === '' || (kind !== 'supervised' && rejected?.trim() === '')) return 'empty';
  return kind !== 'supervised' && chosen === rejected ? 'equal' : null;
}

type Common = Pick<PreferenceExample, 'promptKey' | 'id' | 'turns' | 'systemMessage'>;

function examplesOfPair(
  { chosen, rejected, isEdited, score, stages }: Pair,
  kind: TrainingExample['kind'],
  common: Common,
): readonly TrainingExample[] {
  const fields = { ...common, isEdited };
  switch (kind) {
    case 'supervised':
      return [{ ...fields, kind, completion: chosen }];
    case 'unpaired': {
      const better = { ...fields, kind, completion: chosen, label: true } as const;
      return rejected === null ? [better] : [better, { ...fields, kind, completion: rejected, label: false }];
    }
    case 'preference':
      if (rejected === null) return [];
      return [
        {
          ...fields,
          kind,
          chosen,
          rejected,
          ...(score === undefined ? {} : { score }),
          ...(stages === undefined ? {} : { stages }),
        },
      ];
  }
}

/** Two rounds may end with the same words, and the first answer is the worse one of every round. */
function withoutRepeats(examples: readonly TrainingExample[]): readonly TrainingExample[] {
  if (examples.length < 2) return examples;
  const seen = new Set<string>();
  return examples.filter((example) => {
    const key = JSON.stringify(
      example.kind === 'preference'
        ? [example.chosen, example.rejected]
        : [example.completion, example.kind === 'unpaired' && example.label],
    );
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
