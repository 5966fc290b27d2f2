import { createContext, type ReactNode, useContext } from 'react';
import { Button } from '../../ui/button';
import type { SidePane } from './pane-names';

interface SidePanesValue {
  readonly hide: (pane: SidePane) => void;
  readonly show: (pane: SidePane) => void;
}

const SidePanesContext = createContext<SidePanesValue | null>(null);

export function SidePanes({ value, children }: { readonly value: SidePanesValue; readonly children: ReactNode }) {
  return <SidePanesContext value={value}>{children}</SidePanesContext>;
}

/** Hides a side pane; for the head of that pane. Only on windows that show all panes side by side. */
export function HidePane({ pane }: { readonly pane: SidePane }) {
  const panes = useContext(SidePanesContext);
  if (panes === null) return null;
  return (
    <Button
      className="hide-pane"
      variant="ghost"
      icon={pane === 'prompt' ? 'sidebar-left' : 'sidebar-right'}
      label={`Hide the ${pane} pane`}
      onClick={() => panes.hide(pane)}
    />
  );
}
