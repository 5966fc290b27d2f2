import { useDeferredValue, useMemo, useState } from 'react';
import { counted } from '../../shared/counted';
import { downloadText } from '../../shared/download';
import { budgetWords, totalsWords } from '../../shared/session-words';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useActions, useStudio } from '../../use-studio';
import { CallFilters } from './call-filters';
import { CallList } from './call-list';
import { everyCall, filterCalls } from './filter-calls';

/** A sheet at the right with every call of this session, newest first. `callId`: the one to open at once. */
export function CallLogDialog({ callId }: { readonly callId: string | undefined }) {
  const calls = useStudio((state) => state.calls);
  const { closeDialog } = useActions().shell;
  const [filter, setFilter] = useState(everyCall);
  // Searching a thousand prompts must not hold up typing.
  const applied = useDeferredValue(filter);
  const shown = useMemo(() => filterCalls(calls, applied), [calls, applied]);
  return (
    <Dialog open onClose={closeDialog} title="Call log" size="wide" footer={<LogFooter />}>
      <div className="call-log">
        <CallFilters calls={calls} filter={filter} onFilter={setFilter} />
        <p className="hint" role="status">
          {shown.length === calls.length
            ? counted(calls.length, 'call')
            : `${shown.length} of ${counted(calls.length, 'call')}`}
        </p>
        {calls.length === 0 ? (
          <p className="muted">No call was made yet. Run a prompt, and every call is listed here as it was sent.</p>
        ) : (
          <CallList key={JSON.stringify(applied)} calls={shown} callId={callId} />
        )}
      </div>
    </Dialog>
  );
}

function LogFooter() {
  const totals = useStudio((state) => state.totals);
  const budget = useStudio((state) => state.settings.budget);
  const calls = useStudio((state) => state.calls);
  const { clearCalls } = useActions().settings;

  function exportCalls() {
    const text = `${JSON.stringify({ calls }, null, 2)}\n`;
    downloadText({ name: 'call-log.json', type: 'application/json', text });
  }

  const none = calls.length === 0 ? 'There is no call yet.' : undefined;
  return (
    <>
      <span className="hint">
        Session: {totalsWords(totals.all)}. Budget: {budgetWords(totals.paid, budget)}.
      </span>
      <Button variant="ghost" unavailable={none} onClick={clearCalls}>
        Clear the list
      </Button>
      <Button icon="download" unavailable={none} onClick={exportCalls}>
        Export as JSON
      </Button>
    </>
  );
}
