import type { ReactNode } from 'react';
import { usePaneWidths } from '../../shared/use-pane-widths';
import { Workbench } from '../../ui/workbench/workbench';
import { useStudio } from '../../use-studio';
import { alignLayout } from './align-layout';
import { useChanged } from './use-changed';
import { useRunShortcut } from './use-run-shortcut';
import { type PaneName, useShownPane } from './use-shown-pane';

/** Three panes above History; on smaller windows fewer at a time. */
export function AlignFrame({ panes }: { readonly panes: Readonly<Record<PaneName, ReactNode>> }) {
  const { pane, show, news } = useShownPane();
  const { reveal, ...widths } = usePaneWidths(alignLayout);
  useRunShortcut();

  // Run asks for values in the prompt pane: it opens, before the first empty field takes the focus.
  const missing = useStudio((state) => state.align.missingValues);
  if (useChanged(missing) && missing !== null && missing.length > 0) reveal('start');

  return <Workbench title="Align" layout={alignLayout} {...{ panes, news }} shown={pane} onShow={show} {...widths} />;
}
