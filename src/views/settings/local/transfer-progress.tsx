import { type StoredModel, storedBytes, totalBytes } from '../../../core/local/local-model';
import type { Transfer } from '../../../store/local/local-state';
import { CountdownText } from '../../shared/time/countdown-text';
import { Icon } from '../../ui/icon';
import { ProgressBar } from '../../ui/progress-bar';
import { progressWords } from './transfer-words';

interface TransferProgressProps {
  readonly transfer: Transfer | undefined;
  readonly stored: StoredModel | undefined;
}

/** What is under way with the files of a model. */
export function TransferProgress({ transfer, stored }: TransferProgressProps) {
  switch (transfer?.status) {
    case undefined:
    case 'failed':
    case 'broken':
    case 'verified':
      return null;
    case 'queued':
      return (
        <p className="msay" role="status">
          <Icon name="clock" />
          <span>Waits for another download, here or in another tab, and then starts by itself.</span>
        </p>
      );
    case 'retrying':
      return (
        <>
          {stored !== undefined && <Kept stored={stored} />}
          <p className="msay warn-i">
            <Icon name="retry" />
            <span>
              {transfer.why}{' '}
              <CountdownText
                key={transfer.until}
                until={transfer.until}
                before="Asked again in"
                over="Asked again now."
              />
            </span>
          </p>
        </>
      );
    case 'fetching':
    case 'copying':
    case 'verifying':
      return <Bar label={labelOf(transfer.status)} progress={transfer} path={transfer.path} />;
  }
}

/** What has come so far, while the next try waits. */
function Kept({ stored }: { readonly stored: StoredModel }) {
  return (
    <Bar
      label="Download progress"
      progress={{ doneBytes: storedBytes(stored), totalBytes: totalBytes(stored), bytesPerSecond: null }}
    />
  );
}

interface BarProps {
  readonly label: string;
  readonly progress: Parameters<typeof progressWords>[0];
  /** The file that is worked on. */
  readonly path?: string;
}

function Bar({ label, progress, path }: BarProps) {
  const words = progressWords(progress);
  const { doneBytes, totalBytes } = progress;
  const share = totalBytes === null || totalBytes === 0 ? null : Math.floor((doneBytes / totalBytes) * 100);
  return (
    <div className="dl" title={path}>
      <ProgressBar label={label} value={share} max={100} text={words} />
      <span className="small muted">{words}</span>
    </div>
  );
}

function labelOf(status: 'fetching' | 'copying' | 'verifying'): string {
  switch (status) {
    case 'fetching':
      return 'Download progress';
    case 'copying':
      return 'Copy progress';
    case 'verifying':
      return 'Verification progress';
  }
}
