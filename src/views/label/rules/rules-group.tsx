import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { Button } from '../../ui/button';
import { isEscape, isPlainEnter } from '../../ui/enter-key';
import { Row } from '../../ui/row';
import { TextArea } from '../../ui/text-area';
import type { LabelDiff } from './diff-rulebooks';
import { RuleRow } from './rule-row';
import { changeWords } from './rule-words';
import type { RuleActions } from './use-rule-actions';

interface RulesGroupProps {
  readonly diff: LabelDiff;
  readonly labeler: TrainedLabeler;
  readonly actions: RuleActions;
}

/** The rules of one label. */
export function RulesGroup({ diff, labeler, actions }: RulesGroupProps) {
  const { label, rules } = diff;
  const [adding, setAdding] = useState(() => actions.draft(newRule(label)).text !== undefined);
  return (
    <section className="rules-group">
      <h3>
        <span className="clip" title={label}>
          {label}
        </span>
        <span className="small">{changeWords(diff)}</span>
        <Button variant="ghost" icon="plus" label={`Add rule to ${label}`} onClick={() => setAdding(true)} />
      </h3>
      {rules.length === 0 && !adding && <p className="hint no-rule">No rule: it is given by its name alone.</p>}
      <ol className="rules" aria-label={`Rules for ${label}`}>
        {rules.map((rule) => (
          <RuleRow
            key={`${rule.kind === 'deleted' ? 'deleted ' : ''}${rule.rule.id}`}
            diff={rule}
            label={label}
            labeler={labeler}
            actions={actions}
          />
        ))}
      </ol>
      {adding && <NewRule label={label} actions={actions} onClose={() => setAdding(false)} />}
    </section>
  );
}

interface NewRuleProps {
  readonly label: string;
  readonly actions: RuleActions;
  readonly onClose: () => void;
}

function NewRule({ label, actions, onClose }: NewRuleProps) {
  const draft = actions.draft(newRule(label));
  const [text, setText] = useState(draft.text ?? '');
  const [refused, setRefused] = useState(false);
  const blank = text.trim() === '';

  function write(words: string) {
    setText(words);
    draft.keep(words);
  }

  function close() {
    draft.keep(undefined);
    onClose();
    document.querySelector<HTMLElement>(`[aria-label="${CSS.escape(`Add rule to ${label}`)}"]`)?.focus();
  }

  function add() {
    setRefused(blank);
    if (blank) return;
    actions.add({ label, text });
    close();
  }

  function handleKey(event: KeyboardEvent) {
    if (!isEscape(event) && !isPlainEnter(event)) return;
    event.preventDefault();
    if (isEscape(event)) close();
    else add();
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    add();
  }

  return (
    <form className="p-edit new-rule" onSubmit={handleSubmit}>
      <TextArea
        label={`New rule for ${label}`}
        hideLabel
        autoGrow
        autoFocus
        rows={2}
        placeholder={`When is a row ${label}?`}
        value={text}
        error={refused && blank ? `This field is empty. Write when a row is ${label}.` : undefined}
        onText={write}
        onKeyDown={handleKey}
      />
      <Row className="p-edit-acts">
        <Button variant="ghost" onClick={close}>
          Cancel
        </Button>
        <Button type="submit">Add rule</Button>
      </Row>
    </form>
  );
}

function newRule(label: string): string {
  return `new ${label}`;
}
