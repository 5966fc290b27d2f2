import type { Improved, Round } from '../../../core/tuning/run/made-row';
import { Button } from '../../ui/button';
import { Outcome } from '../../ui/chip';
import { HalfDiff } from '../half-diff';
import { lengthWords } from '../stages/length-words';
import { pairLook, TextColumn } from './text-column';
import type { RowActions } from './use-row-actions';

interface OpenedRevisionProps {
  readonly made: Improved;
  readonly actions: RowActions;
}

/** An answer beside the revision that is taken, and what led from the one to the other. */
export function OpenedRevision({ made: { answer, rounds }, actions }: OpenedRevisionProps) {
  const { edit, run } = actions;
  const revised = rounds.filter(({ revision }) => revision !== null).length;
  const at = edit.round === undefined ? revised - 1 : Math.min(edit.round, revised) - 1;
  const revision = rounds[at]?.revision ?? null;
  return (
    <>
      <div className={pairLook}>
        <TextColumn title="Answer" note={lengthWords(answer.text)} isCut={answer.isCut}>
          {revision === null ? answer.text : <HalfDiff before={answer.text} after={revision.text} shows="before" />}
        </TextColumn>
        {revision !== null && (
          <TextColumn
            title={revised > 1 ? `Revision ${at + 1}` : 'Revision'}
            note={lengthWords(revision.text)}
            isCut={revision.isCut}
          >
            <HalfDiff before={answer.text} after={revision.text} shows="after" />
          </TextColumn>
        )}
      </div>
      <Edited actions={actions} />
      <ol className="border-line border-t" aria-label="Rounds">
        {rounds.map((round, place) => (
          <RoundItem
            // biome-ignore lint/suspicious/noArrayIndexKey: a round is its place
            key={place}
            n={place + 1}
            round={round}
            before={rounds[place - 1]?.revision?.text ?? answer.text}
            pair={run.constitution.pairs[round.pair - 1]}
            several={revised > 1}
            isTaken={place === at}
            cannotTake={actions.cannot.takeRound}
            onTake={() => actions.takeRound(place + 1)}
          />
        ))}
      </ol>
    </>
  );
}

interface RoundItemProps {
  readonly n: number;
  readonly round: Round;
  /** What it criticised. */
  readonly before: string;
  readonly pair: { readonly critique: string; readonly revision: string } | undefined;
  readonly several: boolean;
  readonly isTaken: boolean;
  readonly cannotTake: string | undefined;
  readonly onTake: () => void;
}

function RoundItem({ n, round, before, pair, several, isTaken, cannotTake, onTake }: RoundItemProps) {
  const { hasProblem, critique, revision } = round;
  return (
    <li className="grid gap-1 px-4 py-2.5 [&+&]:border-line [&+&]:border-t">
      <p className="flex flex-wrap items-center gap-x-2 text-ink-3 text-small/[18px]">
        <b className="font-medium text-ink-2">{several ? `Round ${n}, pair ${round.pair}` : `Pair ${round.pair}`}:</b>
        <span className="min-w-0 flex-1">{pair?.critique}</span>
        {several && revision !== null && (
          <Button
            tight
            aria-pressed={isTaken}
            icon={isTaken ? 'check' : undefined}
            unavailable={cannotTake}
            onClick={onTake}
          >
            Take round {n}
          </Button>
        )}
      </p>
      <div>
        <Outcome icon={hasProblem ? 'warn' : 'check'} tone={hasProblem ? 'warn' : 'good'} className="text-small">
          {hasProblem ? 'Problem found' : 'Nothing to improve'}
        </Outcome>
        {critique.isCut && (
          <Outcome icon="cut" tone="warn" className="ml-2 text-small">
            cut
          </Outcome>
        )}
      </div>
      {critique.text !== '' && <p className="whitespace-pre-wrap wrap-anywhere">{critique.text}</p>}
      {revision !== null && pair !== undefined && (
        <p className="text-ink-3 text-small/[18px]">
          <b className="font-medium text-ink-2">Asked to:</b> {pair.revision}
        </p>
      )}
      {several && revision !== null && !isTaken && <HalfDiff before={before} after={revision.text} shows="after" />}
    </li>
  );
}

/** The author's words, where they stand in place of the model's. */
export function Edited({ actions: { edit } }: { readonly actions: RowActions }) {
  if (edit.chosen === undefined && edit.rejected === undefined) return null;
  return (
    <div className="border-line border-t">
      {edit.chosen !== undefined && (
        <TextColumn title={edit.rejected === undefined ? 'Edited by you' : 'Chosen, edited by you'} isCut={false}>
          {edit.chosen}
        </TextColumn>
      )}
      {edit.rejected !== undefined && (
        <TextColumn title="Rejected, edited by you" isCut={false}>
          {edit.rejected}
        </TextColumn>
      )}
    </div>
  );
}
