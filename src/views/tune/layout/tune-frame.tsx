import { type ReactNode, useState } from 'react';
import { usePaneWidths } from '../../shared/use-pane-widths';
import { Workbench, type WorkbenchLayout } from '../../ui/workbench/workbench';
import { isUntouched, useActive, useTune, useTuning } from '../use-tune';

type TunePane = 'setup' | 'stages' | 'examples' | 'constitution';

interface TuneFrameProps {
  readonly bar: ReactNode;
  readonly panes: Readonly<Record<TunePane, ReactNode>>;
}

const layout: WorkbenchLayout<TunePane> = {
  start: {
    id: 'setup',
    label: 'Set-up',
    noun: 'set-up',
    savedAs: 'tune-setup',
    limits: { min: 260, usual: 292, max: 520 },
  },
  main: { id: 'stages', label: 'Stages' },
  below: { id: 'examples', label: 'Examples' },
  end: {
    id: 'constitution',
    label: 'Constitution',
    noun: 'constitution',
    savedAs: 'tune-constitution',
    limits: { min: 280, usual: 332, max: 620 },
  },
  sharedColumn: 'end',
};

/** Four panes under the run bar; on smaller windows fewer at a time. */
export function TuneFrame({ bar, panes }: TuneFrameProps) {
  const { shown, show } = useShownPane();
  const { widths, onResize, onSettle } = usePaneWidths(layout);
  return <Workbench title="Tune" {...{ layout, bar, panes, shown, widths, onResize, onSettle }} onShow={show} />;
}

/** In front on windows that cannot show all: where to begin, then the set-up until there is a run, then what it makes; and the author's choice. */
function useShownPane() {
  const hasRuns = useTuning(({ runs }) => runs.length > 0);
  const isBlank = useTuning(isUntouched);
  const activeId = useActive()?.jobId ?? null;
  const isTrying = useTune(({ trial }) => trial.status === 'running');
  const [chosen, show] = useState<TunePane | null>(null);

  // Whoever starts a run or a trial waits for what comes of it.
  const [seen, setSeen] = useState({ activeId, isTrying });
  if (seen.activeId !== activeId || seen.isTrying !== isTrying) {
    setSeen({ activeId, isTrying });
    if (isTrying && !seen.isTrying) show('stages');
    else if (activeId !== null && seen.activeId !== activeId) show('examples');
  }
  return { shown: chosen ?? (hasRuns || isBlank ? 'examples' : 'setup'), show };
}
