import { Select } from '../../ui/select';
import type { ShownEvaluation } from './shown-evaluation';

interface ScoredOnProps {
  readonly evaluations: readonly ShownEvaluation[];
  readonly shown: ShownEvaluation;
  /** `champion, rules of step 6` */
  readonly whose: string;
  readonly onPick: (key: string) => void;
}

/** Beside the heading of the scorecard: which rows it is about. In words while there is no choice, so that a second one moves nothing. */
export function ScoredOn({ evaluations, shown, whose, onPick }: ScoredOnProps) {
  if (evaluations.length === 1)
    return <span className="text-ink-3 text-small/5">{`${shown.name.toLowerCase()}, ${whose}`}</span>;
  return (
    <>
      <Select
        className="quiet-pick"
        label="Scored on"
        hideLabel
        value={shown.key}
        options={evaluations.map(({ key, name }) => ({ value: key, label: name }))}
        onPick={onPick}
      />
      <span className="truncate text-ink-3 text-small/5" title={whose}>
        {whose}
      </span>
    </>
  );
}
