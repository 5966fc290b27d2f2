import { useEffect, useState } from 'react';
import type { CandidateState } from '../../../core/project/run';
import { estimateTokens } from '../../../core/prompt/estimate-tokens';
import { tookWords } from '../../shell/countdown';
import { counted } from '../../shell/session-words';

/** Beside the heading: how far it is, or how long it became. */
export function ResponseMeta({ state }: { readonly state: CandidateState }) {
  return (
    <span className="faint small clip meta-words">
      <Words state={state} />
    </span>
  );
}

function Words({ state }: { readonly state: CandidateState }) {
  switch (state.status) {
    case 'waiting':
      return <Elapsed />;
    case 'streaming':
      return `about ${counted(estimateTokens(state.text), 'token')}`;
    case 'answered': {
      const { outputTokens, estimated } = state.usage;
      return `${estimated ? 'about ' : ''}${counted(outputTokens, 'token')}`;
    }
    case 'failed':
      return state.error.partialText === '' ? 'no text' : 'cut short';
    case 'cancelled':
      return 'stopped';
    case 'interrupted':
      return 'interrupted';
  }
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

  return <span role="timer">waiting, {tookWords(Math.max(100, now - start))}</span>;
}
