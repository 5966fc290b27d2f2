import { createContext, useContext } from 'react';
import { Button } from '../button';
import type { Side, SidePanes } from './saved-widths';

interface Hiding {
  readonly layout: SidePanes;
  readonly hide: (side: Side) => void;
}

export const HidePaneContext = createContext<Hiding | null>(null);

/** Hides a side pane of a workbench; for the head of that pane. Only on windows that show all panes side by side. */
export function HidePane({ side }: { readonly side: Side }) {
  const hiding = useContext(HidePaneContext);
  const pane = hiding?.layout[side];
  if (hiding === null || pane === undefined) return null;
  return (
    <Button
      className="-mr-2 ml-0 max-wide:hidden"
      variant="quiet"
      icon={side === 'start' ? 'sidebar-left' : 'sidebar-right'}
      label={`Hide the ${pane.noun} pane`}
      onClick={() => hiding.hide(side)}
    />
  );
}
