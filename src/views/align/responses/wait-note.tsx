import type { Wait } from '../../../store/studio-state';
import { CountdownText } from '../../shell/countdown-text';
import { Notice } from '../../ui/notice';
import { waitWords } from './wait-words';

/** Nothing is wrong, but nothing comes yet: why, and when it goes on. */
export function WaitNote({ wait }: { readonly wait: Wait }) {
  const { why, before, over, detail } = waitWords(wait);
  return (
    <Notice tone="warn" icon="clock" className="wait-note">
      {why}{' '}
      {wait.until === undefined ? (
        over
      ) : (
        <CountdownText key={wait.until} until={wait.until} before={before} over={over} />
      )}
      {detail !== '' && <span className="muted"> ({detail})</span>}
    </Notice>
  );
}
