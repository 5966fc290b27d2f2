import { type FormEvent, useId, useState } from 'react';
import type { RuleMutation } from '../../../core/labeler/rulebook';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';
import { mutationWords } from './mutation-words';
import type { ReadRow } from './shown-evaluation';

interface ReasonFormProps {
  readonly row: ReadRow;
  readonly onClose: () => void;
}

/** The author says why a row is misread; what comes back are changes of the rules to choose from. */
export function ReasonForm({ row, onClose }: ReasonFormProps) {
  const { label } = useActions();
  const state = useStudio(({ label: { reasons } }) => reasons[row.id]);
  const [reason, setReason] = useState('');
  const title = useId();

  function close() {
    label.dismissReason(row.id);
    onClose();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    void label.giveReason(row.id, reason);
  }

  return (
    <form className="reason" aria-labelledby={title} onSubmit={submit}>
      <TextArea
        label={`Why is it ${row.golden}?`}
        hint="In your words. Left empty, the train model finds the reason itself."
        rows={2}
        value={reason}
        onText={setReason}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
        }}
      />
      <span id={title} className="sr">
        Reason for row {row.row}
      </span>
      <div className="row">
        <Button type="submit" variant="solid" tight pending={state?.status === 'working'}>
          Propose a rule
        </Button>
        <Button variant="ghost" tight onClick={close}>
          Cancel
        </Button>
      </div>
      {state?.status === 'failed' && (
        <p className="field-error" role="alert">
          {state.message}
        </p>
      )}
      {state?.status === 'proposed' && <Proposals row={row} mutations={state.mutations} />}
    </form>
  );
}

function Proposals({ row, mutations }: { readonly row: ReadRow; readonly mutations: readonly RuleMutation[] }) {
  const { label } = useActions();
  if (mutations.length === 0) return <p className="hint">The train model proposes no change.</p>;
  return (
    <ul className="proposals" aria-label={`Proposals for row ${row.row}`}>
      {mutations.map((mutation) => {
        const { what, text } = mutationWords(mutation);
        return (
          <li key={`${what} ${text}`}>
            <p>
              <b>{what}</b> {text}
            </p>
            <Button tight label={`Apply: ${what.toLowerCase()}`} onClick={() => label.applyProposal(row.id, mutation)}>
              Apply
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
