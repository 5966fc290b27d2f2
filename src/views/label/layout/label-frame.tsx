import { type ReactNode, useState } from 'react';
import { usePaneWidths } from '../../shared/use-pane-widths';
import { Workbench, type WorkbenchLayout } from '../../ui/workbench/workbench';
import { useStudio } from '../../use-studio';

type LabelPane = 'setup' | 'results' | 'rules';

interface LabelFrameProps {
  readonly bar: ReactNode;
  readonly panes: Readonly<Record<LabelPane, ReactNode>>;
}

const layout: WorkbenchLayout<LabelPane> = {
  start: {
    id: 'setup',
    label: 'Set-up',
    noun: 'set-up',
    savedAs: 'label-setup',
    limits: { min: 260, usual: 292, max: 520 },
  },
  main: { id: 'results', label: 'Results' },
  end: {
    id: 'rules',
    label: 'Rules',
    noun: 'rules',
    savedAs: 'label-rules',
    limits: { min: 260, usual: 332, max: 620 },
  },
  sharedColumn: 'end',
};

/** Three panes under the run bar; on smaller windows fewer at a time. */
export function LabelFrame({ bar, panes }: LabelFrameProps) {
  const { shown, show } = useShownPane();
  const { widths, onResize, onSettle } = usePaneWidths(layout);
  return <Workbench title="Label" {...{ layout, bar, panes, shown, widths, onResize, onSettle }} onShow={show} />;
}

/** In front on windows that cannot show all: the set-up until there is a run, then what came of it; and the author's choice. */
function useShownPane() {
  const hasRun = useStudio(({ project }) => (project.labeler?.currentRunId ?? null) !== null);
  const trainingId = useStudio(({ label }) => label.training?.runId ?? null);
  const [chosen, show] = useState<LabelPane | null>(null);

  // A run that starts is what its author waits for.
  const [seen, setSeen] = useState(trainingId);
  if (seen !== trainingId) {
    setSeen(trainingId);
    if (trainingId !== null) show(null);
  }
  return { shown: chosen ?? (hasRun ? 'results' : 'setup'), show };
}
