import type { DatasetRef } from '../../core/dataset/dataset-ref';
import type { DataFile } from '../../store/label/label-state';
import { FileBox } from '../shared/table-file/file-box';
import { TableDetails } from '../shared/table-file/table-details';
import { useActions, useStudio } from '../use-studio';
import { useLock } from './use-label-work';

interface LabelFileBoxProps {
  readonly which: DataFile;
  readonly label: string;
  readonly dataset: DatasetRef | null;
  readonly missing?: boolean;
  readonly lock?: string | undefined;
  readonly empty: string;
  readonly about?: string;
}

/** One of the files of Label. */
export function LabelFileBox({ which, ...props }: LabelFileBoxProps) {
  const { label } = useActions();
  const state = useStudio((studio) => studio.label.files[which]);
  return (
    <FileBox
      {...props}
      state={state}
      onFile={(file) => void label.chooseFile(which, file)}
      onCancel={() => label.cancelReading(which)}
      removal={which === 'test' ? { label: 'Remove the test file', onRemove: label.removeTestFile } : undefined}
    />
  );
}

interface LabelTableDetailsProps {
  readonly which: DataFile;
  readonly dataset: DatasetRef;
}

/** What was found in it. Training reads the first two while it runs; a file of rows to label is read as it was when its job began. */
export function LabelTableDetails({ which, dataset }: LabelTableDetailsProps) {
  const { label } = useActions();
  const isLocked = useLock() !== undefined;
  return (
    <TableDetails
      dataset={dataset}
      disabled={which !== 'rows' && isLocked}
      onRead={(options) => void label.changeReadOptions(which, options)}
    />
  );
}
