import type { Fault } from '../../../core/labeler/labeler-run';
import { counted } from './figures';

/** What went wrong in the run and was survived. */
export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  const count = faults.reduce((sum, fault) => sum + fault.count, 0);
  return (
    <details className="span faults">
      <summary>{counted(count, 'call')} failed and the run went on</summary>
      <ul>
        {faults.map(({ kind, count: times, message }) => (
          <li key={kind}>
            <b>{times} ×</b> <span className="mono">{kind}</span> {message}
          </li>
        ))}
      </ul>
    </details>
  );
}
