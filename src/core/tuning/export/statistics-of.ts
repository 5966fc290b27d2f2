import { quantileOf, wilsonInterval } from '../../interval';
import type { Compared, MadeRow, Outcome, RowEdit } from '../run/made-row';
import { agreementOf, outcomeOf } from '../run/outcome';
import { principleNames } from '../run/principle-names';
import type { TuningRun } from '../run/tuning-work';
import { wordCounts } from '../run/word-counts';
import { examplesOf } from './examples-of';
import { defaultExportSettings } from './export-settings';
import { formatsFor } from './formats';
import type { JudgeBias, PrincipleCount, Proportion, TuningStatistics } from './tuning-statistics';

/** Figures of rows, which are told one after the other: there may be a million. */
export interface StatisticsOfRows {
  add(row: MadeRow, edit: RowEdit | undefined, run: RunOfRows): void;
  result(): TuningStatistics;
}

export type RunOfRows = Pick<TuningRun, 'settings' | 'constitution'>;

type CountedOutcome = Outcome | 'rejected' | 'cut';

/** Principles that no row met are there, too. */
export function createStatistics(runs: readonly RunOfRows[]): StatisticsOfRows {
  const outcomes = createCounts<CountedOutcome>();
  const principles = new Map(runs.flatMap(principlesOf).map((principle) => [keyOf(principle), principle]));
  const lengths = { revised: createLengths(), compared: createLengths() };
  const judge = createJudgeCounts();
  let rows = 0;

  return {
    add(row, edit, run) {
      const outcome = countedOutcome(row, edit, run);
      rows += 1;
      outcomes.add(outcome);
      for (const name of principleNames(row.made)) {
        const principle = principles.get(keyOf({ name, about: wordsOfPrinciple(run, name) }));
        if (principle === undefined) continue;
        principle.used += 1;
        principle.outcomes.add(outcome);
      }
      if (row.made?.kind === 'compared') {
        judge.add(row.made);
        lengths.compared.add(wordCounts(row.made));
      } else if (outcomeOf(row.made) === 'revised') lengths.revised.add(wordCounts(row.made));
    },
    result: () => ({
      rows,
      outcomes: outcomes.result(),
      principles: [...principles.values()].map((counted) => ({ ...counted, outcomes: counted.outcomes.result() })),
      words: lengths.revised.result() ?? lengths.compared.result(),
      ...judge.result(),
    }),
  };
}

/** As it would be taken away in the run's own kind of data. */
function countedOutcome(row: MadeRow, edit: RowEdit | undefined, run: RunOfRows): CountedOutcome {
  const [format = defaultExportSettings.format] = formatsFor(run.settings.make);
  const taken = examplesOf(row, { run, edit, settings: { ...defaultExportSettings, format } });
  const isOut = 'leftOut' in taken && (taken.leftOut === 'rejected' || taken.leftOut === 'cut');
  return isOut ? taken.leftOut : outcomeOf(row.made);
}

interface Counted extends Pick<PrincipleCount, 'name' | 'about'> {
  used: number;
  readonly outcomes: Counts<CountedOutcome>;
}

function principlesOf({ settings, constitution }: RunOfRows): readonly Counted[] {
  const { pairs, comparisonPrinciples } = constitution;
  const all =
    settings.make === 'comparison'
      ? comparisonPrinciples.map(({ text }, at) => ({ name: `judge ${at + 1}`, about: text }))
      : pairs.map(({ critique }, at) => ({ name: `pair ${at + 1}`, about: critique }));
  return all.map((named) => ({ ...named, used: 0, outcomes: createCounts() }));
}

function wordsOfPrinciple({ constitution }: RunOfRows, name: string): string {
  const [kind, n] = name.split(' ');
  const at = Number(n) - 1;
  const { pairs, comparisonPrinciples } = constitution;
  return (kind === 'judge' ? comparisonPrinciples[at]?.text : pairs[at]?.critique) ?? '';
}

/** Two runs may have different principles of one name. */
function keyOf({ name, about }: Pick<PrincipleCount, 'name' | 'about'>): string {
  return `${name}: ${about}`;
}

interface Counts<Key extends string> {
  add(key: Key): void;
  result(): Readonly<Partial<Record<Key, number>>>;
}

function createCounts<Key extends string>(): Counts<Key> {
  const counts: Partial<Record<Key, number>> = {};
  return {
    add(key) {
      counts[key] = (counts[key] ?? 0) + 1;
    },
    result: () => ({ ...counts }),
  };
}

function createLengths() {
  const before: number[] = [];
  const after: number[] = [];
  return {
    add([first, second]: readonly [number | null, number | null]) {
      if (first === null || second === null) return;
      before.push(first);
      after.push(second);
    },
    result: () => (before.length === 0 ? null : { before: medianOf(before), after: medianOf(after) }),
  };
}

function medianOf(values: readonly number[]): number {
  return quantileOf(Float64Array.from(values).sort(), 0.5);
}

/** What a judge picked, by place and by length. */
function createJudgeCounts() {
  const flips = createShare();
  const firstPlace = createShare();
  const longer = createShare();
  return {
    add({ answers: [first, second], judgements }: Compared) {
      const lead = first.text.length - second.text.length;
      for (const judgement of judgements) {
        const agreement = agreementOf(judgement);
        const { forward, backward } = judgement;
        if (agreement !== 'unreadable') flips.add(agreement === 'flipped');
        if (forward.picks === 'first' || forward.picks === 'second') firstPlace.add(forward.picks === 'first');
        if (backward.picks === 'first' || backward.picks === 'second') firstPlace.add(backward.picks === 'second');
        if (lead !== 0 && (agreement === 'first' || agreement === 'second'))
          longer.add((agreement === 'first') === lead > 0);
      }
    },
    result() {
      const figures = { flips: flips.result(), firstPlaceWon: firstPlace.result(), longerWon: longer.result() };
      const favours = [
        ...sideOf(figures.firstPlaceWon, ['first-place', 'second-place']),
        ...sideOf(figures.longerWon, ['longer', 'shorter']),
      ];
      return { ...figures, favours };
    },
  };
}

function sideOf(proportion: Proportion | null, [more, less]: readonly [JudgeBias, JudgeBias]): readonly JudgeBias[] {
  if (proportion === null) return [];
  if (proportion.low > 0.5) return [more];
  return proportion.high < 0.5 ? [less] : [];
}

function createShare() {
  let yes = 0;
  let of = 0;
  return {
    add(isSo: boolean) {
      of += 1;
      if (isSo) yes += 1;
    },
    result: (): Proportion | null => (of === 0 ? null : { share: yes / of, ...wilsonInterval(yes, of), of }),
  };
}
