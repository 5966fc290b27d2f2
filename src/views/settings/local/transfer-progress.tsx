import type { Transfer } from '../../../store/local/local-state';
import { CountdownText } from '../../shell/countdown-text';
import { Icon } from '../../ui/icon';
import { ProgressBar } from '../../ui/progress-bar';
import { progressWords } from './transfer-words';

/** What is under way with the files of a model. */
export function TransferProgress({ transfer }: { readonly transfer: Transfer | undefined }) {
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
      );
    case 'fetching':
    case 'copying':
    case 'verifying': {
      const words = progressWords(transfer);
      const { doneBytes, totalBytes } = transfer;
      const share = totalBytes === null || totalBytes === 0 ? null : Math.floor((doneBytes / totalBytes) * 100);
      return (
        <div className="dl" title={transfer.path}>
          <ProgressBar label={labelOf(transfer.status)} value={share} max={100} text={words} />
          <span className="small muted">{words}</span>
        </div>
      );
    }
  }
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
