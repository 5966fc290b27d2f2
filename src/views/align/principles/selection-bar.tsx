import { Button } from '../../ui/button';
import { Row } from '../../ui/row';

interface SelectionBarProps {
  readonly count: number;
  readonly onAll: () => void;
  readonly onTurn: (to: 'on' | 'off') => void;
  readonly onDelete: () => void;
  readonly onDone: () => void;
}

/** What can be done to several principles at once. */
export function SelectionBar({ count, onAll, onTurn, onDelete, onDone }: SelectionBarProps) {
  const none = count === 0 ? 'Select a principle first' : undefined;
  return (
    <fieldset className="p-selection" aria-label="Selected principles">
      <Row>
        <span className="grow" role="status">
          {count} selected
        </span>
        <Button variant="ghost" tight label="Select all principles" onClick={onAll}>
          Select all
        </Button>
        <Button variant="ghost" tight label="Done selecting" onClick={onDone}>
          Done
        </Button>
      </Row>
      <Row>
        <Button tight unavailable={none} onClick={() => onTurn('on')}>
          Turn on
        </Button>
        <Button tight unavailable={none} onClick={() => onTurn('off')}>
          Turn off
        </Button>
        <Button tight icon="trash" unavailable={none} onClick={onDelete}>
          Delete selected
        </Button>
      </Row>
    </fieldset>
  );
}
