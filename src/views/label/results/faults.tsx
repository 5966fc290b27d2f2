import type { Fault } from '../../../core/calls/spent';
import { bringInSight } from '../bring-in-sight';
import { faultKindWords, faultWords } from './fault-words';

/** What went wrong in the run and was survived. */
export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  const words = faultWords(faults);
  if (words === null) return null;
  return (
    <details className="span faults" id={faultsId}>
      <summary>{words}, and the run went on</summary>
      <p className="hint">
        A row without an answer counts as unread in the scores. A rule without one was left out. What the service said
        last:
      </p>
      <ul>
        {faults.map((fault) => (
          <li key={fault.kind}>
            <b>{faultKindWords(fault)}</b> {fault.message}
          </li>
        ))}
      </ul>
    </details>
  );
}

const faultsId = 'label-faults';

/** Opens them and brings them in sight. */
export function showFaults(): void {
  const details = document.getElementById(faultsId);
  if (!(details instanceof HTMLDetailsElement)) return;
  details.open = true;
  bringInSight(details);
  details.querySelector('summary')?.focus({ preventScroll: true });
}
