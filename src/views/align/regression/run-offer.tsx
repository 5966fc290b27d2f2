import { useMemo } from 'react';
import { estimateOf, type Present, plannedWork } from '../../../store/cases/case-work';
import { counted } from '../../shared/counted';
import { Button } from '../../ui/button';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';
import { priceWords } from './case-words';

interface RunOfferProps {
  readonly present: Present;
  /** Those that were chosen; null: all. */
  readonly wanted: readonly string[] | null;
}

/** The button that runs the cases, with what it would cost: nothing where everything is known of the present prompt. */
export function RunOffer({ present, wanted }: RunOfferProps) {
  const { run } = useActions().cases;
  const isRunning = useStudio(({ align }) => align.caseWork?.status === 'running');
  const { price, cases } = useMemo(() => {
    // While they run, each answer would be counted anew.
    const planned = isRunning ? [] : plannedWork(present, { task: 'cases', ids: wanted });
    const open = new Set(planned.map(({ place }) => place.caseId));
    return { price: estimateOf(present, planned), cases: open.size };
  }, [present, wanted, isRunning]);

  return (
    <Row wraps>
      <Button
        icon="play"
        label={wanted === null ? 'Run pinned cases' : 'Run chosen pinned cases'}
        pending={isRunning}
        unavailable={cases === 0 && !isRunning ? 'Everything is known of the present prompt.' : undefined}
        onClick={() => run(wanted)}
      >
        {wanted === null ? 'Run' : `Run ${wanted.length} chosen`}
      </Button>
      <span className="text-ink-3 text-small">
        {isRunning
          ? ''
          : cases === 0
            ? 'All known for the present prompt'
            : `${counted(cases, 'case')}, ${priceWords(price)}`}
      </span>
    </Row>
  );
}
