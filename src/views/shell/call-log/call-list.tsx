import { useState } from 'react';
import type { CallRecord } from '../../../core/model/call-record';
import { Button } from '../../ui/button';
import { CallRow } from './call-row';

interface CallListProps {
  /** In the order of the list. */
  readonly calls: readonly CallRecord[];
  readonly callId: string | undefined;
}

const page = 100;

export function CallList({ calls, callId }: CallListProps) {
  const wanted = calls.findIndex(({ id }) => id === callId);
  const [count, setCount] = useState(() => Math.max(page, wanted + 1));
  const rest = calls.length - count;
  return (
    <>
      <ol className="calls" aria-label="Calls">
        {calls.slice(0, count).map((call) => (
          <CallRow key={call.id} call={call} startsOpen={call.id === callId} />
        ))}
      </ol>
      {rest > 0 && (
        <Button wide onClick={() => setCount(count + page)}>
          Show {Math.min(rest, page)} more
        </Button>
      )}
    </>
  );
}
