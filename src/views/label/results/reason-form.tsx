import { type FormEvent, useId } from 'react';
import { flushSync } from 'react-dom';
import type { RuleMutation } from '../../../core/labeler/rules/rulebook';
import { own } from '../../../core/own';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { isEscape } from '../../ui/enter-key';
import { Row } from '../../ui/row';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';
import { showChange } from '../rules/show-change';
import { mutationWords } from './mutation-words';
import type { ReadRow } from './shown-evaluation';

interface ReasonFormProps {
  readonly row: ReadRow;
  readonly text: string;
  readonly isTest: boolean;
  readonly onText: (text: string) => void;
  /** Puts the focus back, too. */
  readonly onClose: () => void;
}

/** The author says why a row is misread; what comes back are changes of the rules to choose from. */
export function ReasonForm({ row, text, isTest, onText, onClose }: ReasonFormProps) {
  const { label } = useActions();
  const state = useStudio(({ label: { reasons } }) => own(reasons, row.id));
  const title = useId();

  function submit(event: FormEvent) {
    event.preventDefault();
    void label.giveReason(row.id, text);
  }

  function apply(mutation: RuleMutation) {
    flushSync(() => label.applyProposal(row.id, mutation));
    showChange();
    announce(`Applied: ${mutationWords(mutation).what}. Re-score to see what it is worth.`);
    onClose();
  }

  return (
    <form
      className="reason"
      aria-labelledby={title}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (isEscape(event)) onClose();
      }}
    >
      <span id={title} className="sr">
        Reason for row {row.row}
      </span>
      <TextArea
        label={`Why is it ${row.golden}?`}
        hint="In your words. Left empty, the train model finds the reason itself."
        rows={2}
        value={text}
        onText={onText}
      />
      {isTest && <p className="hint">A rule made from a test row makes the test score look better than it is.</p>}
      <Row>
        <Button type="submit" variant="solid" pending={state?.status === 'working'}>
          Propose a rule
        </Button>
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
      </Row>
      <div role="status">
        {state?.status === 'proposed' && <Proposals row={row} mutations={state.mutations} onApply={apply} />}
      </div>
      {state?.status === 'failed' && (
        <p className="field-error" role="alert">
          {state.message}
        </p>
      )}
    </form>
  );
}

interface ProposalsProps {
  readonly row: ReadRow;
  readonly mutations: readonly RuleMutation[];
  readonly onApply: (mutation: RuleMutation) => void;
}

function Proposals({ row, mutations, onApply }: ProposalsProps) {
  if (mutations.length === 0) {
    return <p className="hint">The train model proposes no change. Say more, or edit a rule by hand.</p>;
  }
  return (
    <ul className="proposals" aria-label={`Proposals for row ${row.row}`}>
      {mutations.map((mutation) => {
        const { what, text } = mutationWords(mutation);
        return (
          <li key={`${what} ${text}`}>
            <p>
              <b>{what}:</b> {text}
            </p>
            <Button tight label={`Apply: ${what.toLowerCase()}`} onClick={() => onApply(mutation)}>
              Apply
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
