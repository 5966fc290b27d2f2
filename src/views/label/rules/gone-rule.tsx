import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import type { RuleActions } from './use-rule-actions';

/** What the last change took out, with the way back. It stays until something else changes. */
export function GoneRule({ actions: { gone, undoRemove } }: { readonly actions: RuleActions }) {
  if (gone === null) return null;
  const words = `Rule ${gone.n} of ${gone.label}`;
  return (
    <div className="p-gone">
      <Icon name="trash" />
      <span className="clip">{words} was deleted</span>
      <Button
        variant="ghost"
        icon="undo"
        label={`Undo: ${words.charAt(0).toLowerCase()}${words.slice(1)} deleted`}
        onClick={undoRemove}
      >
        Undo
      </Button>
    </div>
  );
}
