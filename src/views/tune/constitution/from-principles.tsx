import { useState } from 'react';
import type { FromPrinciplesState } from '../../../store/tune/tune-state';
import { counted } from '../../shared/counted';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Dialog } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import { useStudio } from '../../use-studio';
import { useTune, useTuneActions } from '../use-tune';

/** Makes a pair and a comparison principle of each principle of the project; nothing counts before it was looked at. */
export function FromPrinciples() {
  const tune = useTuneActions();
  const state = useTune(({ fromPrinciples }) => fromPrinciples);
  const count = useStudio(({ project }) => project.prompt.principles.filter(({ status }) => status !== 'off').length);
  const isWorking = state.status === 'working';
  return (
    <>
      <Button
        tight
        icon="fold"
        pending={isWorking}
        unavailable={count === 0 ? 'This project has no principles that are on: write some in Align.' : undefined}
        tip={`One call for each of ${counted(count, 'principle')}`}
        onClick={() => void tune.proposeFromPrinciples()}
      >
        From principles
      </Button>
      {isWorking && (
        <>
          <span className="text-ink-3 text-small" role="status">
            {state.done} of {state.of}
          </span>
          <Button tight variant="ghost" onClick={tune.dropProposals}>
            Cancel
          </Button>
        </>
      )}
      {state.status === 'proposed' && <Review state={state} />}
    </>
  );
}

type Proposed = Extract<FromPrinciplesState, { readonly status: 'proposed' }>;

function Review({ state: { proposals, failed } }: { readonly state: Proposed }) {
  const tune = useTuneActions();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const taken = proposals.filter(({ pair }) => !left.has(pair.id));
  return (
    <Dialog
      open
      onClose={tune.dropProposals}
      size="wide"
      keepsDraft
      title="Review what the principles became"
      description="Each becomes a pair of critique and revision, and a principle to compare by. Clear those that you do not want."
      footer={
        <>
          <span className="grow" />
          <Button variant="ghost" onClick={tune.dropProposals}>
            Discard
          </Button>
          <Button
            variant="primary"
            unavailable={taken.length === 0 ? 'None is chosen.' : undefined}
            onClick={() => tune.takeProposals(taken.map(({ pair }) => pair.id))}
          >
            Accept {taken.length}
          </Button>
        </>
      }
    >
      <ul className="grid gap-3" aria-label="Proposals">
        {proposals.map(({ pair, comparison }, place) => (
          <li key={pair.id} className="rounded-m border border-line px-3 py-2">
            <Checkbox
              label={pair.from?.wording ?? `Proposal ${place + 1}`}
              checked={!left.has(pair.id)}
              onCheck={(on) => setLeft(withChange(left, { id: pair.id, on }))}
            />
            <dl className="mt-1 grid grid-cols-[96px_minmax(0,1fr)] gap-x-3 gap-y-1 pl-6 max-medium:grid-cols-[minmax(0,1fr)]">
              <dt className="text-ink-3 text-small">Critique</dt>
              <dd>{pair.critique}</dd>
              <dt className="text-ink-3 text-small">Revision</dt>
              <dd>{pair.revision}</dd>
              <dt className="text-ink-3 text-small">Comparison</dt>
              <dd>{comparison.text}</dd>
            </dl>
          </li>
        ))}
      </ul>
      {failed.map(({ principle, message }) => (
        <Notice key={principle} tone="warn" className="mt-2">
          “{principle}”: {message}
        </Notice>
      ))}
    </Dialog>
  );
}

function withChange(left: ReadonlySet<string>, { id, on }: { readonly id: string; readonly on: boolean }) {
  const next = new Set(left);
  if (on) next.delete(id);
  else next.add(id);
  return next;
}
