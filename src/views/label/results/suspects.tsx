import type { SuspectedLabel } from '../../../core/labeler/labeler-run';
import { Button } from '../../ui/button';
import { useActions } from '../../use-studio';
import { counted } from './figures';

interface SuspectsProps {
  readonly suspects: readonly SuspectedLabel[];
  readonly corrections: Readonly<Record<string, string>>;
}

/** Rows whose golden label is probably wrong: the rulebooks of the run agree on another one. */
export function Suspects({ suspects, corrections }: SuspectsProps) {
  const { label } = useActions();
  if (suspects.length === 0) return null;
  return (
    <section className="span" aria-label="Suspected label errors">
      <div className="card-head">
        <h3>Suspected label errors</h3>
        <span className="faint">{counted(suspects.length, 'row')} whose golden label most rulebooks dispute</span>
      </div>
      <ul className="suspects">
        {suspects.map(({ id, row, fields, golden, suggested, agreement, readBy }) => {
          const corrected = Object.hasOwn(corrections, id) ? corrections[id] : undefined;
          return (
            <li key={id}>
              <span className="mono faint">{row}</span>
              <p className="suspect-text">{fields.map(({ text }) => text).join(' · ')}</p>
              <span>
                {golden} <span className="faint">or</span> <b>{suggested}</b>{' '}
                <small className="faint">
                  {Math.round(agreement * 100)}% of {readBy}
                </small>
              </span>
              {corrected === undefined ? (
                <Button
                  tight
                  label={`Correct row ${row} to ${suggested}`}
                  onClick={() => label.correctLabel(id, suggested)}
                >
                  Correct
                </Button>
              ) : (
                <Button tight label={`Undo the correction of row ${row}`} onClick={() => label.correctLabel(id, null)}>
                  Undo
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <p className="hint">
        A correction counts for the figures here and for the next training; your file stays as it is.
      </p>
    </section>
  );
}
