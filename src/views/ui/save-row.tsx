import { Button } from './button';
import { Row } from './row';

interface SaveRowProps {
  readonly onSave: () => void;
  readonly onCancel: () => void;
  readonly className?: string | undefined;
}

/** The way out of a text that is edited in its place. */
export function SaveRow({ onSave, onCancel, className }: SaveRowProps) {
  return (
    <Row className={className}>
      <Button variant="ghost" onClick={onCancel}>
        Cancel
      </Button>
      <Button onClick={onSave}>Save</Button>
    </Row>
  );
}
