import type { Wait } from '../../../store/align/align-state';
import { CountdownText } from '../../shared/time/countdown-text';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useActions } from '../../use-studio';
import { waitWords } from './wait-words';

/** Nothing is wrong, but nothing comes yet: why, and when it goes on. */
export function WaitNote({ wait }: { readonly wait: Wait }) {
  const { tryNow } = useActions().settings;
  const { why, before, over, detail } = waitWords(wait);
  // The limits of Settings are the author's own: they are changed there, and not passed over.
  const isPause = wait.reason !== 'queue' && wait.until !== undefined;
  return (
    <Notice
      tone="warn"
      icon="clock"
      className="wait-note"
      action={
        isPause && (
          <Button tight onClick={tryNow}>
            Try now
          </Button>
        )
      }
    >
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
