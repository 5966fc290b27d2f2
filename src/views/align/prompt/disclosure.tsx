import { type ReactNode, useId, useState } from 'react';
import { Icon } from '../../ui/icon';

interface DisclosureProps {
  readonly title: string;
  /** Beside the title, quieter. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the pane that is closed until it is asked for. */
export function Disclosure({ title, aside, children }: DisclosureProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="disclosure">
      <h3>
        <button type="button" aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'down' : 'right'} />
          {title}
          {aside !== undefined && <span className="faint small">{aside}</span>}
        </button>
      </h3>
      {open && (
        <div id={id} className="disclosure-body">
          {children}
        </div>
      )}
    </div>
  );
}
