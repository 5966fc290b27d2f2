import { memo, useState } from 'react';
import type { PreviewSpan } from '../../../core/prompt/preview-spans';
import { Icon } from '../../ui/icon';
import type { ComposedRow, PrincipleRow } from './composed-view';
import { isLong, spanPieces } from './span-pieces';

interface ComposedRowsProps {
  readonly rows: readonly ComposedRow[];
  /** Keys of the folded runs that are open. */
  readonly open: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
}

export function ComposedRows({ rows, open, onToggle }: ComposedRowsProps) {
  const [wanted, setWanted] = useState(page);
  const left = rows.length - wanted;
  return (
    <>
      {rows.slice(0, wanted).map((row) => (
        <Row key={row.key} row={row} open={open} onToggle={onToggle} />
      ))}
      {left > 0 && (
        <button type="button" className="same" onClick={() => setWanted(wanted + 5 * page)}>
          <Icon name="down" />
          {`Show ${left} more ${left === 1 ? 'line' : 'lines'}`}
        </button>
      )}
    </>
  );
}

/** Lines shown at first: each key sets all that are shown. */
const page = 300;

interface RowProps extends Omit<ComposedRowsProps, 'rows'> {
  readonly row: ComposedRow;
}

function Row({ row, open, onToggle }: RowProps) {
  switch (row.kind) {
    case 'line':
      return <Line row={row} />;
    case 'heading':
      return <p>{row.text}</p>;
    case 'principle':
      return <Principle row={row} />;
    case 'folded': {
      const isOpen = open.has(row.key);
      return (
        <div>
          <button type="button" className="same" aria-expanded={isOpen} onClick={() => onToggle(row.key)}>
            <Icon name={isOpen ? 'down' : 'right'} />
            {row.label}
          </button>
          {isOpen && row.rows.map((principle) => <Principle key={principle.key} row={principle} />)}
        </div>
      );
    }
  }
}

function Line({ row }: { readonly row: Extract<ComposedRow, { readonly kind: 'line' }> }) {
  if (row.spans.length === 0) return <p className="gap" />;
  return (
    <p className={row.isNew ? 'new' : undefined}>
      <NewMark isNew={row.isNew} />
      {isLong(row.spans) ? (
        spanPieces(row.spans).map((spans, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line have no identity beyond their place
          <span key={index} className="plain-piece block">
            <Spans spans={spans} />
          </span>
        ))
      ) : (
        <Spans spans={row.spans} />
      )}
    </p>
  );
}

function Spans({ spans }: { readonly spans: readonly PreviewSpan[] }) {
  return spans.map((span, index) => {
    const Piece = span.isNew === true ? 'ins' : 'span';
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line have no identity beyond their place
      <Piece key={index} className={spanClass[span.type]}>
        {span.text}
      </Piece>
    );
  });
}

const spanClass = { text: undefined, value: 'fill', hole: 'hole' } as const;

const Principle = memo(function Principle({ row }: { readonly row: PrincipleRow }) {
  return (
    <p className={row.isNew ? 'new' : undefined} data-n={row.n}>
      <NewMark isNew={row.isNew} />
      <span className="sr">{row.n}. </span>
      <Spans spans={row.spans} />
    </p>
  );
});

function NewMark({ isNew }: { readonly isNew: boolean }) {
  return isNew ? <span className="sr">New: </span> : null;
}
