import { createContext, useContext } from 'react';
import { Button } from '../button';
import type { Side, SidePane } from './saved-widths';

interface Hiding {
  readonly layout: Readonly<Record<Side, SidePane>>;
  readonly hide: (side: Side) => void;
}

export const HidePaneContext = createContext<Hiding | null>(null);

/** Hides a side pane of a workbench; for the head of that pane. Only on windows that show all panes side by side. */
export function HidePane({ side }: { readonly side: Side }) {
  const hiding = useContext(HidePaneContext);
  if (hiding === null) return null;
  return (
    <Button
      className="-mr-2 ml-0 max-wide:hidden"
      variant="quiet"
      icon={side === 'start' ? 'sidebar-left' : 'sidebar-right'}
      label={`Hide the ${hiding.layout[side].noun} pane`}
      onClick={() => hiding.hide(side)}
    />
  );
}
