import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Rule } from '../../../core/labeler/rules/rulebook';
import { isEscape, isPlainEnter } from '../../ui/enter-key';
import { SaveRow } from '../../ui/save-row';
import { TextArea } from '../../ui/text-area';
import type { RuleActions } from './use-rule-actions';

interface RuleEditorProps {
  readonly rule: Rule;
  readonly actions: RuleActions;
}

/** Edits a rule in its place: Enter saves, Esc cancels. */
export function RuleEditor({ rule, actions }: RuleEditorProps) {
  const draft = actions.draft(rule.id);
  const [text, setText] = useState(draft.text ?? rule.text);
  const [refused, setRefused] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const blank = text.trim() === '';

  useEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, []);

  function save() {
    if (blank) setRefused(true);
    else if (text.trim() === rule.text) actions.cancel(rule.id);
    else actions.save(rule.id, text);
  }

  function handleKey(event: KeyboardEvent) {
    if (!isEscape(event) && !isPlainEnter(event)) return;
    event.preventDefault();
    if (isEscape(event)) actions.cancel(rule.id);
    else save();
  }

  return (
    <div className="p-edit">
      <TextArea
        ref={area}
        label="Edit rule"
        hideLabel
        autoGrow
        rows={2}
        value={text}
        error={refused && blank ? 'A rule needs words. Write some, or delete the rule.' : undefined}
        hint={text === rule.text ? undefined : `Was: ${rule.text}`}
        onText={(words) => {
          setText(words);
          draft.keep(words);
        }}
        onKeyDown={handleKey}
      />
      <SaveRow className="p-edit-acts" onSave={save} onCancel={() => actions.cancel(rule.id)} />
    </div>
  );
}
