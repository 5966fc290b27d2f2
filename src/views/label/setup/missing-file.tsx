import type { TableSummary } from '../../../core/dataset/table';
import { labelerSamples } from '../../../core/labeler/samples';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { rowLook } from '../../ui/row';
import { useActions } from '../../use-studio';
import { useLock } from '../use-label-work';

/** Under a file that the project knows and this device does not have: what that means, and the ways to it. */
export function MissingFile({ which, table }: { readonly which: 'training' | 'test'; readonly table: TableSummary }) {
  const { label } = useActions();
  const lock = useLock();
  const sample = labelerSamples.find(({ file, size }) => file === table.name && size === table.size);
  return (
    <Notice tone="warn">
      <b>“{table.name}” is not on this device.</b> The project has its rules and scores, and they still work, but not
      the file. To train again, choose the file again{which === 'training' && sample ? ' or load the sample' : ''}.
      {which === 'training' && sample && (
        <span className={rowLook}>
          <Button tight unavailable={lock} onClick={() => void label.openSample(sample.key)}>
            Load the sample
          </Button>
        </span>
      )}
    </Notice>
  );
}
