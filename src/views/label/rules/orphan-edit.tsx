import type { Rulebook } from '../../../core/labeler/rules/rulebook';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { Notice } from '../../ui/notice';
import { Row } from '../../ui/row';
import type { RuleActions } from './use-rule-actions';

interface OrphanEditProps {
  readonly rulebook: Rulebook;
  readonly actions: RuleActions;
}

/** Training, or a restore, can take away the rule that is being edited: the words are kept here. */
export function OrphanEdit({ rulebook, actions }: OrphanEditProps) {
  const { editingId } = actions;
  if (editingId === null || rulebook.labels.some(({ rules }) => rules.some(({ id }) => id === editingId))) return null;
  const { text } = actions.draft(editingId);
  if (text === undefined) return null;
  return (
    <div className="orphan">
      <Notice tone="warn">The rule that you were editing is gone. Your words: “{text}”</Notice>
      <Row>
        <CopyButton text={text} label="Copy your words" word="Copy" />
        <Button variant="ghost" onClick={() => actions.cancel(editingId)}>
          Discard
        </Button>
      </Row>
    </div>
  );
}
