import type { CSSProperties, ReactNode } from 'react';
import { ScrollFrame } from './scroll-frame';

interface TableProps {
  /** Names the table, and the frame where it scrolls. */
  readonly label: string;
  /** `thead` and `tbody`. */
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly style?: CSSProperties | undefined;
  readonly frameClassName?: string | undefined;
}

/** A table in a frame of its own, which it scrolls in where it is wider. For many rows there is VirtualTable. */
export function Table({ label, children, className, style, frameClassName }: TableProps) {
  return (
    <ScrollFrame label={label} className={frameClassName}>
      <table aria-label={label} className={className} style={style}>
        {children}
      </table>
    </ScrollFrame>
  );
}

interface ColumnHeadsProps {
  readonly names: readonly string[];
  /** Those of `names` whose cells are numbers. */
  readonly numbers: readonly string[];
}

/** The `thead` of a table whose columns have a name each. */
export function ColumnHeads({ names, numbers }: ColumnHeadsProps) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col" className={numbers.includes(name) ? 'num' : undefined}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
