import { type Ref, useState } from 'react';
import type { Rulebook } from '../../../core/labeler/rulebook';
import { Button } from '../../ui/button';
import { Outcome } from '../../ui/chip';
import { Select } from '../../ui/select';
import { useActions, useStudio } from '../../use-studio';
import { followedRule, isMistake } from './mistake-list';
import { ReasonForm } from './reason-form';
import type { ReadRow } from './shown-evaluation';

interface MistakeRowProps {
  readonly ref: Ref<HTMLTableRowElement>;
  readonly index: number;
  readonly row: ReadRow;
  readonly labels: readonly string[];
  readonly rulebook: Rulebook | null;
}

export function MistakeRow({ ref, index, row, labels, rulebook }: MistakeRowProps) {
  const { label } = useActions();
  const reason = useStudio((state) => state.label.reasons[row.id]);
  const [asked, setAsked] = useState(false);
  const [first, ...rest] = row.fields;
  const open = asked || reason !== undefined;

  return (
    <tr ref={ref} data-index={index} aria-rowindex={index + 2}>
      <td className="mono">{row.row}</td>
      <td>
        <p className="first">{first?.text || <span className="faint">(no {first?.name})</span>}</p>
        {rest.map(({ name, text }) => (
          <p key={name}>{text}</p>
        ))}
        {open && <ReasonForm row={row} onClose={() => setAsked(false)} />}
      </td>
      <td className="golden">
        <Select
          label={`Golden label of row ${row.row}`}
          hideLabel
          value={row.golden}
          options={withOwn(labels, row.golden).map((value) => ({ value, label: value }))}
          onPick={(golden) => label.correctLabel(row.id, golden === row.inFile ? null : golden)}
        />
        {row.golden !== row.inFile && <small className="faint">in the file: {row.inFile}</small>}
      </td>
      <td>
        <PredictionMark row={row} />
      </td>
      <td className="muted">{followedRule(row, rulebook)}</td>
      <td>
        <Button
          variant="ghost"
          icon="critique"
          label={`Say why row ${row.row} is misread`}
          aria-expanded={open}
          unavailable={isMistake(row) ? undefined : 'This row was read rightly'}
          onClick={() => setAsked(!open)}
        />
      </td>
    </tr>
  );
}

function PredictionMark({ row }: { readonly row: ReadRow }) {
  const { label, confidence } = row.prediction;
  const sure = confidence !== undefined && <small className="faint"> {Math.round(confidence * 100)}%</small>;
  if (label === null) {
    return (
      <Outcome icon="block" tone="warn">
        unread
      </Outcome>
    );
  }
  return (
    <Outcome icon={isMistake(row) ? 'x' : 'check'} tone={isMistake(row) ? 'bad' : 'good'}>
      {label}
      {sure}
    </Outcome>
  );
}

/** A label that the rulebook no longer has is still what the file says. */
function withOwn(labels: readonly string[], own: string): readonly string[] {
  return labels.includes(own) ? labels : [...labels, own];
}
