import type { ReactNode } from 'react';
import { usePaneWidths } from '../../shared/use-pane-widths';
import { Workbench, type WorkbenchLayout } from '../../ui/workbench/workbench';
import { useStudio } from '../../use-studio';
import { useChanged } from './use-changed';
import { useRunShortcut } from './use-run-shortcut';
import { type PaneName, useShownPane } from './use-shown-pane';

const layout: WorkbenchLayout<PaneName> = {
  start: {
    id: 'prompt',
    label: 'Prompt',
    noun: 'prompt',
    savedAs: 'prompt',
    limits: { min: 240, usual: 304, max: 560 },
  },
  main: { id: 'responses', label: 'Responses' },
  end: {
    id: 'principles',
    label: 'Principles',
    noun: 'principles',
    savedAs: 'principles',
    limits: { min: 260, usual: 332, max: 560 },
  },
  foot: { id: 'history', label: 'History' },
  sharedColumn: 'start',
};

/** Three panes above History; on smaller windows fewer at a time. */
export function AlignFrame({ panes }: { readonly panes: Readonly<Record<PaneName, ReactNode>> }) {
  const { pane, show, news } = useShownPane();
  const { reveal, ...widths } = usePaneWidths(layout);
  useRunShortcut();

  // Run asks for values in the prompt pane: it opens, before the first empty field takes the focus.
  const missing = useStudio((state) => state.align.missingValues);
  if (useChanged(missing) && missing !== null && missing.length > 0) reveal('start');

  return <Workbench title="Align" {...{ layout, panes, news }} shown={pane} onShow={show} {...widths} />;
}
