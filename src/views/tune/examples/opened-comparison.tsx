import type { Compared, Verdict } from '../../../core/tuning/run/made-row';
import { decisionOf } from '../../../core/tuning/run/outcome';
import { Outcome } from '../../ui/chip';
import { lengthWords } from '../stages/length-words';
import { Edited } from './opened-revision';
import { pairLook, TextColumn } from './text-column';
import type { RowActions } from './use-row-actions';

interface OpenedComparisonProps {
  readonly made: Compared;
  readonly actions: RowActions;
}

/** Two answers, and what each judge said of them in both orders. */
export function OpenedComparison({ made, actions }: OpenedComparisonProps) {
  const { answers, judgements } = made;
  const { outcome } = decisionOf(made);
  const { comparisonPrinciples } = actions.run.constitution;
  const agrees = outcome === 'first-wins' || outcome === 'second-wins' || outcome === 'brought-in';
  return (
    <>
      <div className={pairLook}>
        {answers.map(({ text, isCut }, place) => (
          <TextColumn
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer is its place
            key={place}
            title={`Answer ${nameAt(place)}`}
            note={[lengthWords(text), agrees && roleOf(place, { outcome, actions })].filter(Boolean).join(' · ')}
            isCut={isCut}
          >
            {text}
          </TextColumn>
        ))}
      </div>
      <Edited actions={actions} />
      {made.isIdentical && (
        <p className="border-line border-t px-4 py-2.5 text-ink-2">
          The two answers are the same, even asked for again: nobody was asked to judge.
        </p>
      )}
      {judgements.map(({ principle, forward, backward }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a judgement is its place
        <div key={place} className="grid gap-1 border-line border-t px-4 py-2.5">
          <p className="text-ink-3 text-small/[18px]">
            <b className="font-medium text-ink-2">
              {judgements.length > 1 ? `Judge ${place + 1}, asked twice` : 'Judged twice'}:
            </b>{' '}
            {comparisonPrinciples[principle - 1]?.text}
          </p>
          <ol className="grid gap-0.5" aria-label={judgements.length > 1 ? `Judgements ${place + 1}` : 'Judgements'}>
            <Order name="A first" verdict={forward} agrees={forward.picks === backward.picks} />
            <Order name="B first" verdict={backward} agrees={forward.picks === backward.picks} />
          </ol>
          <p className="hint">The judge knows the answer that stands first as (A), the other one as (B).</p>
        </div>
      ))}
    </>
  );
}

function nameAt(place: number): 'A' | 'B' {
  return place === 0 ? 'A' : 'B';
}

function roleOf(place: number, { outcome, actions }: { readonly outcome: string; readonly actions: RowActions }) {
  const isBetter = (outcome !== 'second-wins') === (place === 0);
  return isBetter !== Boolean(actions.edit.isSwapped) ? 'chosen' : 'rejected';
}

interface OrderProps {
  readonly name: string;
  readonly verdict: Verdict;
  /** Whether the other order came to the same. */
  readonly agrees: boolean;
}

function Order({ name, verdict: { picks, reasoning, probability }, agrees }: OrderProps) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
      <span className="inset-ring inset-ring-line-strong w-14 rounded-s bg-surface px-1.5 py-0.5 text-center text-ink-2 text-small">
        {name}
      </span>
      <Outcome icon={pickIcons[picks]} tone={picks === 'unreadable' || !agrees ? 'warn' : 'good'} className="w-[104px]">
        {pickWords[picks]}
      </Outcome>
      {probability !== undefined && (
        <span className="text-ink-3 text-small" title="Probability that A is better">
          {probability.toFixed(2)}
        </span>
      )}
      <span className="min-w-[200px] flex-1 wrap-anywhere">{reasoning === '' ? '' : `“${reasoning}”`}</span>
    </li>
  );
}

const pickIcons = { first: 'picked', second: 'picked', tie: 'minus', unreadable: 'warn' } as const;
const pickWords = { first: 'picks A', second: 'picks B', tie: 'tie', unreadable: 'unreadable' } as const;
