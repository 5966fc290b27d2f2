import { createContext, type ReactNode, useContext } from 'react';
import { Button } from '../../ui/button';
import type { SidePane } from './pane-names';

type Hide = (pane: SidePane) => void;

const HideContext = createContext<Hide | null>(null);

export function SidePanes({ hide, children }: { readonly hide: Hide; readonly children: ReactNode }) {
  return <HideContext value={hide}>{children}</HideContext>;
}

/** Hides a side pane; for the head of that pane. Only on windows that show all panes side by side. */
export function HidePane({ pane }: { readonly pane: SidePane }) {
  const hide = useContext(HideContext);
  if (hide === null) return null;
  return (
    <Button
      className="hide-pane"
      variant="ghost"
      icon={pane === 'prompt' ? 'sidebar-left' : 'sidebar-right'}
      label={`Hide the ${pane} pane`}
      onClick={() => hide(pane)}
    />
  );
}
