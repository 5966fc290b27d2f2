import { useState } from 'react';
import type { Field } from '../../../core/dataset/example';
import { linkLook } from '../../ui/link-button';
import { useOverflows } from '../../ui/table/use-overflows';

interface RowTextProps {
  readonly fields: readonly Field[];
  /** Names the row in "Show all of row 12". */
  readonly row: number;
}

/** The inputs of a row, cut after a few lines until all of it is asked for. */
export function RowText({ fields, row }: RowTextProps) {
  const [ref, cut] = useOverflows<HTMLDivElement>();
  const [open, setOpen] = useState(false);
  const [first, ...rest] = fields;
  return (
    <>
      <div ref={ref} className={open ? 'row-text open' : 'row-text'}>
        <p className={rest.length === 0 ? undefined : 'first'}>
          {first?.text || <span className="faint">(no {first?.name})</span>}
        </p>
        {rest.map(({ name, text }) => (
          <p key={name}>{text}</p>
        ))}
      </div>
      {(cut || open) && (
        <button
          type="button"
          className={`${linkLook} small row-more`}
          aria-expanded={open}
          aria-label={open ? `Show less of row ${row}` : `Show all of row ${row}`}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Show less' : 'Show all'}
        </button>
      )}
    </>
  );
}
