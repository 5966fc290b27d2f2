import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import type { Verdict } from '../../../core/labeler/score/verdict';
import { unnamedInput } from '../../../core/labeler-files/labeler-content';
import { Card } from '../../ui/card';
import { Notice } from '../../ui/notice';
import { AbstainNote } from './abstain-note';
import { ClassifyOne } from './classify-one';
import { LabelFile } from './label-file';
import { verdictWords } from './verdict-words';

interface LabelNewRowsProps {
  readonly run: LabelerRun;
  readonly verdict: Verdict | null;
}

/** New rows: one by typing, many by file. */
export function LabelNewRows({ run, verdict }: LabelNewRowsProps) {
  const inputs = inputNames(run);
  return (
    <Card kind="region" className="span" title="Label new rows" note="with the rules on the screen">
      {verdict?.advice === 'do-not-use' && (
        <Notice tone="warn" className="mb-2.5">
          {verdictWords(verdict)}
        </Notice>
      )}
      <ClassifyOne run={run} inputs={inputs} />
      <AbstainNote run={run} />
      <LabelFile inputs={inputs} />
    </Card>
  );
}

/** A labeler that was imported may not name its inputs: then there is one. */
function inputNames({ settings, status, rows }: LabelerRun): readonly string[] {
  const used = status.status === 'imported' ? status.use?.inputs : settings?.mapping.inputColumns;
  const named = used ?? rows.test[0]?.fields.map(({ name }) => name) ?? [];
  return named.length === 0 ? [unnamedInput] : named;
}
