import { useState } from 'react';
import type { LabelerRun, SuspectedLabel } from '../../../core/labeler/run/labeler-run';
import { counted, whole } from '../../shared/counted';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ContentBoundary } from '../../ui/content-boundary';
import { Row } from '../../ui/row';
import { useActions } from '../../use-studio';
import { RowText } from './row-text';

interface SuspectsProps {
  readonly run: Pick<LabelerRun, 'suspects'>;
  readonly corrections: Readonly<Record<string, string>>;
  /** Whether the labeler is better than who always gives the most frequent label: what a worse one disputes says nothing. */
  readonly isTrusted: boolean;
}

/** At first; the surest come first. */
const few = 10;

/** Rows whose golden label is probably wrong: the rulebooks of the run agree on another one. */
export function Suspects({ run: { suspects }, corrections, isTrusted }: SuspectsProps) {
  const [all, setAll] = useState(false);
  if (suspects.length === 0) return null;
  if (!isTrusted)
    return (
      <Card kind="region" className="span" title="Suspected label errors">
        <p className="hint">
          None are offered while the labeler is no better than always giving the most frequent label.
        </p>
      </Card>
    );
  const corrected = (id: string) => (Object.hasOwn(corrections, id) ? corrections[id] : undefined);
  return (
    <Card
      kind="region"
      className="span"
      title="Suspected label errors"
      note={`${counted(suspects.length, 'row')} that most rulebooks read otherwise, the surest first`}
    >
      <ul className="suspects">
        {(all ? suspects : suspects.slice(0, few)).map((suspect) => (
          <ContentBoundary key={suspect.id} what={`Row ${suspect.row}`} within="list">
            <Suspect suspect={suspect} corrected={corrected(suspect.id)} />
          </ContentBoundary>
        ))}
      </ul>
      <Row>
        {suspects.length > few && (
          <Button variant="ghost" tight aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? `Show the first ${few}` : `Show all ${whole(suspects.length)}`}
          </Button>
        )}
        <p className="hint">A correction counts in the figures and in the next training. Your file stays as it is.</p>
      </Row>
    </Card>
  );
}

interface SuspectProps {
  readonly suspect: SuspectedLabel;
  readonly corrected: string | undefined;
}

function Suspect({ suspect, corrected }: SuspectProps) {
  const { label } = useActions();
  const { id, row, fields, golden, suggested, agreement, readBy } = suspect;
  return (
    <li>
      <span className="mono faint">{row}</span>
      <div>
        <RowText fields={fields} row={row} />
      </div>
      <p className="suspect-labels">
        {corrected === undefined ? (
          <>
            {golden} <span className="faint">or</span> <b>{suggested}</b>
          </>
        ) : (
          <>
            <b>{corrected}</b> <span className="faint">was {golden}</span>
          </>
        )}
        <small className="faint">
          {Math.round(agreement * readBy)} of {counted(readBy, 'rulebook')}
        </small>
      </p>
      {corrected === undefined ? (
        <Button tight label={`Correct row ${row} to ${suggested}`} onClick={() => label.correctLabel(id, suggested)}>
          Correct
        </Button>
      ) : (
        <Button
          tight
          variant="ghost"
          icon="undo"
          label={`Undo: row ${row} corrected to ${corrected}`}
          onClick={() => label.correctLabel(id, null)}
        >
          Undo
        </Button>
      )}
    </li>
  );
}
