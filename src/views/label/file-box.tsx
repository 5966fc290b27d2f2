import type { DatasetRef } from '../../core/dataset/dataset-ref';
import type { DataFile, FileState } from '../../store/label/label-state';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { FileButton } from '../ui/file-button';
import { Icon } from '../ui/icon';
import { ProgressBar } from '../ui/progress-bar';
import { useActions, useStudio } from '../use-studio';
import { problemWords, readingPercent, readingWords, rowWords, tableFiles } from './setup/data-words';

interface FileBoxProps {
  readonly which: DataFile;
  readonly label: string;
  readonly dataset: DatasetRef | null;
  /** The project knows it, and this device does not have it. */
  readonly missing?: boolean;
  /** Why no other file can be chosen now. */
  readonly lock?: string | undefined;
  readonly empty: string;
  /** Under `empty`. */
  readonly about?: string;
}

/** A file, or the place for one. A file that is being read, or could not be, leaves the one before where it is. */
export function FileBox({ which, label, dataset, missing = false, lock, empty, about }: FileBoxProps) {
  const actions = useActions();
  const state = useStudio((studio) => studio.label.files[which]);
  if (state.status === 'reading') return <Reading which={which} state={state} />;
  return (
    <>
      {state.status === 'failed' && (
        <Alert title={`${state.name}: ${state.problem.title}`}>
          {state.problem.message}
          {dataset !== null && ` ${dataset.table.name} stays as it was.`}
        </Alert>
      )}
      <div className={dataset === null ? 'filebox empty' : 'filebox'}>
        <Icon name="file" />
        {dataset === null ? (
          <span className="muted">{empty}</span>
        ) : (
          <b className="clip" title={dataset.table.name}>
            {dataset.table.name}
          </b>
        )}
        <small>
          {dataset === null
            ? about
            : [rowWords(dataset.table), missing ? 'not on this device' : problemWords(dataset.table)]
                .filter(Boolean)
                .join(', ')}
        </small>
        <div className="filebox-acts">
          {which === 'test' && dataset !== null && (
            <Button
              variant="ghost"
              icon="x"
              label="Remove the test file"
              unavailable={lock}
              onClick={actions.label.removeTestFile}
            />
          )}
          <FileButton
            variant="tight"
            label={label}
            accept={tableFiles}
            unavailable={lock}
            onFile={(file) => void actions.label.chooseFile(which, file)}
          >
            {dataset === null || missing ? 'Choose' : 'Replace'}
          </FileButton>
        </div>
      </div>
    </>
  );
}

interface ReadingProps {
  readonly which: DataFile;
  readonly state: Extract<FileState, { readonly status: 'reading' }>;
}

function Reading({ which, state: { name, progress } }: ReadingProps) {
  const { label } = useActions();
  const words = readingWords(progress);
  return (
    <div className="filebox" aria-busy="true">
      <Icon name="file" />
      <b className="clip" title={name}>
        {name}
      </b>
      <small>{words}</small>
      <div className="filebox-acts">
        <Button tight label={`Cancel reading ${name}`} onClick={() => label.cancelReading(which)}>
          Cancel
        </Button>
      </div>
      <ProgressBar label={`Reading ${name}`} value={readingPercent(progress)} max={100} text={words} />
    </div>
  );
}
