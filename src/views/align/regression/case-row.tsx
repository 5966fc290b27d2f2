import { memo, useId, useState } from 'react';
import { counted } from '../../shared/counted';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Chip, Outcome } from '../../ui/chip';
import { CaseDetails } from './case-details';
import { caseTitle, outcomeLooks } from './case-words';
import { caseId } from './focus-case';
import type { ShownCase } from './use-cases';

interface CaseRowProps extends ShownCase {
  readonly isChosen: boolean;
  readonly onChoose: (id: string, isChosen: boolean) => void;
}

export const CaseRow = memo(function CaseRow({ case: one, state, isChosen, onChoose }: CaseRowProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const title = caseTitle(one);
  const { icon, tone } = outcomeLooks[state.outcome];
  return (
    <li id={caseId(one.id)} className="min-w-0">
      <div className="flex min-w-0 items-center gap-1">
        <Checkbox label={`Choose ${title}`} hideLabel checked={isChosen} onCheck={(is) => onChoose(one.id, is)} />
        <Button
          variant="quiet"
          tight
          icon={isOpen ? 'down' : 'right'}
          className="min-w-0 flex-1 justify-start overflow-hidden"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="min-w-0 truncate text-ink">{title}</span>
        </Button>
        {state.isByHand && <Chip icon="user">by hand</Chip>}
        <Outcome icon={icon} tone={tone}>
          {state.outcome}
        </Outcome>
      </div>
      {!isOpen && one.kind !== 'rewrite' && (
        <p className="mr-2 mb-1 ml-[51px] truncate text-ink-3 text-small">{one.reason}</p>
      )}
      {state.why !== '' && <p className="mb-1 ml-[51px] text-small text-warn wrap-anywhere">{state.why}</p>}
      {state.leftOut > 0 && (
        <p className="mb-1 ml-[51px] text-ink-3 text-small" title="The model cannot hold the whole conversation.">
          {counted(state.leftOut, 'oldest exchange')} not sent
        </p>
      )}
      {isOpen && (
        <div id={id}>
          <CaseDetails case={one} state={state} />
        </div>
      )}
    </li>
  );
});
