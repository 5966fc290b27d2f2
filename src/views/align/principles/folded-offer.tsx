import { useEffect, useMemo, useRef } from 'react';
import { takeOut } from '../../../core/alignment/take-out';
import type { Principle } from '../../../core/constitution/principle';
import { isAligning, selectProblem, selectWorking } from '../../../store/align/align-state';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Row } from '../../ui/row';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { focusRow } from './focus-row';
import { FoldProblem } from './fold-problem';
import { principleNumbers } from './number-words';

interface FoldedOfferProps {
  readonly principle: Principle;
  /** The words that it is to have; absent: those that it has. */
  readonly text?: string | undefined;
  readonly onCancel: () => void;
}

/** What can be done with a principle that the prompt carries: nothing of it may be sent twice, or in two wordings. */
export function FoldedOffer({ principle, text, onCancel }: FoldedOfferProps) {
  const store = useStudioStore();
  const { takeOutOfPrompt, updateFolded, cancelAlignment } = useActions().align;
  const document = useStudio((state) => state.project.prompt);
  const refolding = { about: principle.id, task: 'refold' } as const;
  const isWorking = useStudio((state) => selectWorking(state, refolding) !== null);
  const isBusy = useStudio((state) => isAligning(state));
  const problem = useStudio((state) => selectProblem(state, refolding));
  const isHeld = useStudio((state) => state.project.drafts.review !== null);
  const taken = useMemo(() => takeOut(document, principle.id), [document, principle.id]);
  const first = useRef<HTMLButtonElement>(null);
  const isEdit = text !== undefined;
  const others = document.principles.flatMap(({ id }, index) =>
    id !== principle.id && taken?.freed.includes(id) ? [index + 1] : [],
  );
  useEffect(() => {
    if (!isEdit) first.current?.focus();
  }, [isEdit]);

  const unavailable = isHeld
    ? 'Decide on the proposed change first.'
    : isBusy
      ? 'Another change is being written. Wait, or cancel that first.'
      : isEdit && text.trim() === ''
        ? 'Write some words first.'
        : undefined;

  async function take() {
    const isBack = await takeOutOfPrompt(principle.id, text);
    if (!isBack) return;
    onCancel();
    announce(
      `${principleNumbers([numberOf(), ...others].toSorted((a, b) => a - b))} back in the list. Undo reverts this.`,
    );
    window.setTimeout(() => focusRow(principle.id));
  }

  function numberOf(): number {
    return store.getState().project.prompt.principles.findIndex(({ id }) => id === principle.id) + 1;
  }

  const update = () => updateFolded(principle.id, text ?? principle.text);

  return (
    <fieldset className="p-orphan" aria-label="Folded principle">
      {problem !== null && <FoldProblem problem={problem} onRetry={update} />}
      <Notice icon="fold">{offerWords({ isEdit, others, isMerged: taken?.isMerged ?? false })}</Notice>
      <Row className="flex-wrap">
        {isEdit && (
          <Button
            data-act="update"
            variant="solid"
            pending={isWorking}
            unavailable={isWorking ? undefined : unavailable}
            onClick={update}
          >
            Update the prompt
          </Button>
        )}
        <Button ref={first} unavailable={unavailable} onClick={() => void take()}>
          Take it out of the prompt
        </Button>
        {isWorking ? (
          <Button variant="ghost" label="Cancel updating" onClick={() => cancelAlignment(principle.id)}>
            Cancel
          </Button>
        ) : (
          !isEdit && (
            <Button variant="ghost" onClick={onCancel}>
              Leave it folded
            </Button>
          )
        )}
      </Row>
    </fieldset>
  );
}

interface OfferWords {
  readonly isEdit: boolean;
  /** Numbers of those that come out with it. */
  readonly others: readonly number[];
  readonly isMerged: boolean;
}

function offerWords({ isEdit, others, isMerged }: OfferWords): string {
  const why = isEdit
    ? 'The prompt says this principle in its earlier words.'
    : 'The prompt already says this principle, so it is not sent again.';
  const together =
    others.length === 0
      ? ''
      : ` ${principleNumbers(others)} ${others.length === 1 ? 'was' : 'were'} folded with it and ${others.length === 1 ? 'comes' : 'come'} out too.`;
  const merged = isMerged ? ' You edited the prompt since, so you review the change first.' : '';
  return `${why}${together}${merged}`;
}
