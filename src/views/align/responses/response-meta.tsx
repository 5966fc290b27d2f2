import { useEffect, useState } from 'react';
import { estimateTokens } from '../../../core/calls/estimate-tokens';
import type { CandidateState } from '../../../core/conversation/candidate';
import { counted } from '../../shared/counted';
import { VisuallyHidden } from '../../ui/visually-hidden';

/** Beside the heading: how far it is, or how long it became. */
export function ResponseMeta({ state }: { readonly state: CandidateState }) {
  return (
    <span className="faint small meta-words">
      <span>
        <Words state={state} />
      </span>
    </span>
  );
}

function Words({ state }: { readonly state: CandidateState }) {
  switch (state.status) {
    case 'waiting':
      return <Elapsed />;
    case 'streaming':
      return <Tokens count={estimateTokens(state.text)} estimated />;
    case 'answered': {
      const { outputTokens, thoughtTokens, estimated } = state.usage;
      return (
        <>
          <Tokens count={outputTokens} estimated={estimated} />
          {thoughtTokens > 0 && `, ${counted(thoughtTokens, 'thinking token')}`}
        </>
      );
    }
    case 'failed':
      return state.error.partialText === '' ? 'no text' : 'cut short';
    case 'cancelled':
      return 'stopped';
    case 'interrupted':
      return 'interrupted';
  }
}

function Tokens({ count, estimated }: { readonly count: number; readonly estimated: boolean }) {
  return (
    <>
      {estimated && (
        <>
          <span aria-hidden="true">≈ </span>
          <VisuallyHidden>about </VisuallyHidden>
        </>
      )}
      {counted(count, 'token')}
    </>
  );
}

const tickMs = 200;

/** Ticks by itself, so that nothing around it renders. */
function Elapsed() {
  const [start] = useState(() => Date.now());
  const [now, setNow] = useState(start);

  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), tickMs);
    return () => window.clearInterval(timer);
  }, []);

  return (
    <span role="timer">
      <span className="spare">waiting, </span>
      {((now - start) / 1000).toFixed(1)} s
    </span>
  );
}
