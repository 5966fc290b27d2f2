import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { unnamedInput } from '../../../core/labeler-files/labeler-content';
import { Card } from '../../ui/card';
import { AbstainNote } from './abstain-note';
import { ClassifyOne } from './classify-one';
import { LabelFile } from './label-file';

/** New rows: one by typing, many by file. */
export function LabelNewRows({ run }: { readonly run: LabelerRun }) {
  const inputs = inputNames(run);
  return (
    <Card kind="region" className="span" title="Label new rows" note="with the rules on the screen">
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
