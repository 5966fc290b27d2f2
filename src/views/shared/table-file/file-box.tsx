import type { DatasetRef } from '../../../core/dataset/dataset-ref';
import type { ReadProgress, TableProblem } from '../../../core/dataset/table';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { FileButton } from '../../ui/file-button';
import { Icon } from '../../ui/icon';
import { ProgressBar } from '../../ui/progress-bar';
import { problemWords, readingPercent, readingWords, rowWords, tableFiles } from './table-words';

/** A file on its way into the storage of the device. */
type FileState =
  | { readonly status: 'idle' }
  | { readonly status: 'reading'; readonly name: string; readonly progress: ReadProgress }
  | { readonly status: 'failed'; readonly name: string; readonly problem: TableProblem };

interface FileBoxProps {
  /** Names the file input. */
  readonly label: string;
  readonly state: FileState;
  readonly dataset: DatasetRef | null;
  /** The project knows it, and this device does not have it. */
  readonly missing?: boolean;
  /** Why no other file can be chosen now. */
  readonly lock?: string | undefined;
  readonly empty: string;
  /** Under `empty`. */
  readonly about?: string | undefined;
  /** Beside the number of rows. */
  readonly note?: string | undefined;
  readonly onFile: (file: File) => void;
  readonly onCancel: () => void;
  /** Where it can be taken away: the name of the button, and what it does. */
  readonly removal?: { readonly label: string; readonly onRemove: () => void } | undefined;
}

/** A file, or the place for one. A file that is being read, or could not be, leaves the one before where it is. */
export function FileBox(props: FileBoxProps) {
  const { label, state, dataset, missing = false, lock, empty, about, note, onFile, onCancel, removal } = props;
  if (state.status === 'reading') return <Reading state={state} onCancel={onCancel} />;
  const words =
    dataset === null
      ? about
      : [rowWords(dataset.table), note, missing ? 'not on this device' : problemWords(dataset.table)]
          .filter(Boolean)
          .join(', ');
  return (
    <>
      {state.status === 'failed' && (
        <Alert title={`${state.name}: ${state.problem.title}`}>
          {state.problem.message}
          {dataset !== null && ` ${dataset.table.name} stays as it was.`}
        </Alert>
      )}
      <div className={boxLook(dataset === null)}>
        <Icon name="file" className="text-ink-3" />
        {dataset === null ? (
          <span className="text-ink-2">{empty}</span>
        ) : (
          <b className="clip" title={dataset.table.name}>
            {dataset.table.name}
          </b>
        )}
        <small className={wordsLook}>{words}</small>
        <div className={actsLook}>
          {removal !== undefined && dataset !== null && (
            <Button variant="ghost" icon="x" label={removal.label} unavailable={lock} onClick={removal.onRemove} />
          )}
          <FileButton variant="tight" label={label} accept={tableFiles} unavailable={lock} onFile={onFile}>
            {dataset === null || missing ? 'Choose' : 'Replace'}
          </FileButton>
        </div>
      </div>
    </>
  );
}

function boxLook(isEmpty: boolean): string {
  return classNames(
    'filebox grid grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2.5 gap-y-0.5 rounded-m border py-2 pr-1.5 pl-2.5',
    isEmpty ? 'border-line-control border-dashed' : 'border-line-strong bg-surface',
  );
}

const wordsLook = 'col-start-2 text-small text-ink-3';
const actsLook = 'col-start-3 row-span-2 row-start-1 flex';

interface ReadingProps {
  readonly state: Extract<FileState, { readonly status: 'reading' }>;
  readonly onCancel: () => void;
}

function Reading({ state: { name, progress }, onCancel }: ReadingProps) {
  const words = readingWords(progress);
  return (
    <div className={boxLook(false)} aria-busy="true">
      <Icon name="file" className="text-ink-3" />
      <b className="clip" title={name}>
        {name}
      </b>
      <small className={wordsLook}>{words}</small>
      <div className={actsLook}>
        <Button tight label={`Cancel reading ${name}`} onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <div className="col-span-full mt-1 mr-1 mb-0.5">
        <ProgressBar label={`Reading ${name}`} value={readingPercent(progress)} max={100} text={words} />
      </div>
    </div>
  );
}
