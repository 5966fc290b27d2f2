import type { MadeRow, Verdict } from '../../../core/tuning/run/made-row';
import type { TrialStage } from '../../../store/tune/tune-state';

/** A stage on the screen. */
export interface TrialColumn {
  readonly key: string;
  readonly title: string;
  readonly stage: TrialStage;
  /** What was written. */
  readonly text: string;
  /** The text that this one was made from, or that was made of it: for the words that changed. */
  readonly before?: string;
  readonly after?: string;
  readonly verdict?: TrialVerdict;
  readonly isCut: boolean;
}

export type TrialVerdict =
  | { readonly kind: 'critique'; readonly hasProblem: boolean }
  | { readonly kind: 'choice'; readonly picks: Verdict['picks'] };

/** From left to right, as they were asked. `row`: what was made of them in the end; null before. */
export function trialColumns(stages: readonly TrialStage[], row: MadeRow | null): readonly TrialColumn[] {
  return stages.map((stage) => ({
    key: `${stage.stage} ${stage.n}`,
    stage,
    text: stage.text,
    ...columnOf(stage, stages, row),
  }));
}

type Column = Omit<TrialColumn, 'key' | 'stage' | 'text'> & { readonly text?: string };

function columnOf(stage: TrialStage, stages: readonly TrialStage[], row: MadeRow | null): Column {
  const { n } = stage;
  const round = row?.made?.kind === 'improved' || row?.made?.kind === 'failed' ? row.made.rounds[n - 1] : undefined;
  const revisions = stages.filter((each) => each.stage === 'revision').map(({ text }) => text);
  const number = revisions.length > 1 ? ` ${n}` : '';
  switch (stage.stage) {
    case 'answer':
    case 'second-answer':
      return answerColumn(stage, stages, row);
    case 'critique':
      return {
        title: `Critique${number}`,
        text: round?.critique.text ?? stage.text,
        ...(round !== undefined && { verdict: { kind: 'critique', hasProblem: round.hasProblem } }),
        isCut: round?.critique.isCut ?? false,
      };
    case 'revision':
      return {
        title: `Revision${number}`,
        before: revisions[n - 2] ?? stages.find((each) => each.stage === 'answer')?.text ?? '',
        isCut: round?.revision?.isCut ?? false,
      };
    case 'judgement': {
      const verdict = verdictAt(row, n);
      return {
        title: `${severalJudges(stages) ? `Judge ${Math.ceil(n / 2)}, ` : ''}${isForward(n) ? 'A first' : 'B first'}`,
        text: verdict?.reasoning ?? stage.text,
        ...(verdict !== undefined && { verdict: { kind: 'choice', picks: verdict.picks } }),
        isCut: false,
      };
    }
  }
}

function answerColumn({ stage, n }: TrialStage, stages: readonly TrialStage[], row: MadeRow | null): Column {
  const isPair = stages.some((each) => each.stage === 'second-answer' || each.stage === 'judgement');
  const place = stage === 'answer' ? 0 : 1;
  const after = place === 0 ? stages.find((each) => each.stage === 'revision')?.text : undefined;
  const name = isPair ? `Answer ${place === 0 ? 'A' : 'B'}` : 'Answer';
  return {
    title: n > 1 ? `${name}, asked again` : name,
    ...(after ? { after } : {}),
    isCut: answerAt(row, place)?.isCut ?? false,
  };
}

function answerAt(row: MadeRow | null, place: number) {
  const made = row?.made;
  switch (made?.kind) {
    case 'improved':
      return place === 0 ? made.answer : undefined;
    case 'compared':
    case 'failed':
      return made.answers[place];
    case undefined:
      return undefined;
  }
}

/** Each judge is asked twice: first with the first answer in front. */
function isForward(n: number): boolean {
  return n % 2 === 1;
}

function verdictAt(row: MadeRow | null, n: number): Verdict | undefined {
  if (row?.made?.kind !== 'compared') return undefined;
  const judgement = row.made.judgements[Math.ceil(n / 2) - 1];
  return isForward(n) ? judgement?.forward : judgement?.backward;
}

function severalJudges(stages: readonly TrialStage[]): boolean {
  return stages.some(({ stage, n }) => stage === 'judgement' && n > 2);
}
