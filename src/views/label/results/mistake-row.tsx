import { type Ref, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { Rulebook } from '../../../core/labeler/rules/rulebook';
import { own } from '../../../core/own';
import { Button } from '../../ui/button';
import { Outcome } from '../../ui/chip';
import { useActions, useStudio } from '../../use-studio';
import { GoldenLabel } from './golden-label';
import { followedRule, isMistake } from './mistake-list';
import type { ReasonDrafts } from './reason-drafts';
import { ReasonForm } from './reason-form';
import { RowText } from './row-text';
import type { ReadRow } from './shown-evaluation';

interface MistakeRowProps {
  readonly ref: Ref<HTMLTableRowElement>;
  readonly index: number;
  readonly row: ReadRow;
  readonly labels: readonly string[];
  readonly rulebook: Rulebook | null;
  readonly drafts: ReasonDrafts;
  /** What was changed for it by hand: `Add to Billing`. */
  readonly answer: string | undefined;
  readonly isTest: boolean;
  /** What stands in place of the rule where the model named none: it followed none, or was not asked. */
  readonly withoutRule: 'none' | 'not told';
}

export function MistakeRow(props: MistakeRowProps) {
  const { ref, index, row, labels, rulebook, drafts, answer, isTest, withoutRule } = props;
  const { label } = useActions();
  const asked = useStudio((state) => own(state.label.reasons, row.id));
  const toggle = useRef<HTMLButtonElement>(null);
  const draft = drafts.of(row.id) ?? asked?.reason;

  function open() {
    flushSync(() => drafts.keep(row.id, ''));
    // Here, and not where the form is mounted: one that scrolls back into sight takes no focus.
    toggle.current?.closest('tr')?.querySelector('textarea')?.focus();
  }

  function close() {
    label.dismissReason(row.id);
    drafts.keep(row.id, undefined);
    toggle.current?.focus();
  }

  return (
    <tr ref={ref} data-index={index} aria-rowindex={index + 2}>
      <td className="mono">{row.row}</td>
      <td>
        <RowText fields={row.fields} row={row.row} />
        {answer !== undefined && (
          <p className="small">
            <Outcome icon="check" tone="good">
              Answered by hand: {answer}
            </Outcome>
          </p>
        )}
        {draft !== undefined && (
          <ReasonForm
            row={row}
            text={draft}
            isTest={isTest}
            onText={(text) => drafts.keep(row.id, text)}
            onClose={close}
          />
        )}
      </td>
      <td className="tool">
        <GoldenLabel row={row} labels={labels} />
      </td>
      <td>
        <PredictionMark row={row} />
      </td>
      <td className="muted">{followedRule(row, rulebook, withoutRule)}</td>
      <td className="tool">
        <Button
          ref={toggle}
          variant="ghost"
          icon="critique"
          label={`Say why row ${row.row} is misread`}
          aria-expanded={draft !== undefined}
          unavailable={reasonBlocker(row)}
          onClick={draft === undefined ? open : close}
        />
      </td>
    </tr>
  );
}

function reasonBlocker(row: ReadRow): string | undefined {
  if (!isMistake(row)) return 'This row was read rightly.';
  return row.prediction.label === null ? 'It was not read, so no rule is to blame.' : undefined;
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
