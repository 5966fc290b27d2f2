import { flushSync } from 'react-dom';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Menu } from '../../ui/menu';
import { useActions } from '../../use-studio';
import { focusMistakes } from './focus-mistakes';
import { isCorrected } from './mistake-list';
import type { ReadRow } from './shown-evaluation';

interface GoldenLabelProps {
  readonly row: ReadRow;
  readonly labels: readonly string[];
}

/** The golden label of a row. It is corrected from a menu: a select in each row would be changed by the wheel or an arrow key unawares. */
export function GoldenLabel({ row, labels }: GoldenLabelProps) {
  const { label } = useActions();

  function correct(golden: string) {
    flushSync(() => label.correctLabel(row.id, golden === row.inFile ? null : golden));
    announce(`Golden label of row ${row.row}: ${golden}`);
    // A row that is no mistake any more leaves the table, and takes its button along.
    if (document.activeElement === document.body) focusMistakes();
  }

  return (
    <span className="golden-label">
      <span>
        {row.golden}
        {isCorrected(row) && <small className="faint">was {row.inFile}</small>}
      </span>
      <Menu
        label={`Golden label of row ${row.row}`}
        entries={[
          { kind: 'heading', label: 'Golden label' },
          ...withOwn(labels, row).map((name) => ({
            kind: 'item' as const,
            label: name,
            icon: name === row.golden ? ('check' as const) : undefined,
            aside: name === row.inFile ? 'in the file' : undefined,
            onSelect: () => correct(name),
          })),
        ]}
        trigger={(overlay) => (
          <Button variant="ghost" icon="edit" label={`Correct the golden label of row ${row.row}`} {...overlay} />
        )}
      />
    </span>
  );
}

/** A label that the rulebook no longer has is still what the file says. */
function withOwn(labels: readonly string[], { golden, inFile }: ReadRow): readonly string[] {
  return [...new Set([...labels, inFile, golden])];
}
