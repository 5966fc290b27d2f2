import { memo, useId, useState } from 'react';
import type { CallRecord } from '../../../core/model/call-record';
import { modelName } from '../../../core/model/model-ref';
import { tookWords } from '../../shared/time/countdown';
import { localTime } from '../../shared/time/local-time';
import { Outcome } from '../../ui/chip';
import { ContentBoundary } from '../../ui/content-boundary';
import { Icon } from '../../ui/icon';
import { CallDetails } from './call-details';
import { outcomeMark, purposeName, tokenWords, usageOf } from './call-words';

interface CallRowProps {
  readonly call: CallRecord;
  readonly startsOpen: boolean;
}

export const CallRow = memo(function CallRow({ call, startsOpen }: CallRowProps) {
  const [open, setOpen] = useState(startsOpen);
  const details = useId();
  const { word, code, tone, icon } = outcomeMark(call.outcome);
  return (
    <li className="call" ref={startsOpen ? scrollToIt : undefined}>
      <button
        type="button"
        className="call-head"
        aria-expanded={open}
        aria-controls={open ? details : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'down' : 'right'} />
        <span>
          <b>{purposeName(call.purpose)}</b> <span className="faint">{modelName(call.model)}</span>
        </span>
        <span className="call-time faint">{localTime(call.at)}</span>
        <Outcome icon={icon} tone={tone}>
          {word}
          {code !== '' && <code className="faint">{code}</code>}
        </Outcome>
        <span className="call-cost faint">{costWords(call)}</span>
      </button>
      {open && (
        <div id={details} className="call-details">
          <ContentBoundary what="This call">
            <CallDetails call={call} />
          </ContentBoundary>
        </div>
      )}
    </li>
  );
});

function costWords(call: CallRecord): string {
  if (call.outcome.status === 'running') return '';
  const usage = usageOf(call);
  const tokens = usage === undefined ? [] : [tokenWords(usage)];
  const tries = call.retries.length === 0 ? [] : [triesWords(call.retries.length)];
  return [...tokens, tookWords(call.tookMs), ...tries].join(' · ');
}

function scrollToIt(row: HTMLLIElement | null): void {
  row?.scrollIntoView({ block: 'nearest' });
}

function triesWords(retries: number): string {
  return retries === 1 ? '1 retry' : `${retries} retries`;
}
