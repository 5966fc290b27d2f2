import { useState } from 'react';
import { media, useMedia } from '../../ui/use-media';
import { useStudio } from '../../use-studio';
import { useChanged } from './use-changed';

export type PaneName = 'prompt' | 'responses' | 'principles' | 'history';

interface ShownPane {
  readonly pane: PaneName;
  readonly show: (pane: PaneName) => void;
  readonly news: ReadonlySet<PaneName>;
}

/**
 * The pane in front on windows that cannot show all: what the author chose, until something happens in another one that
 * they wait for or that they must see. Decided while rendering, so that no frame shows the wrong pane.
 */
export function useShownPane(): ShownPane {
  const narrow = useMedia(media.narrow);
  const [pane, show] = useState<PaneName>('responses');

  const lastTurnId = useStudio((state) => state.project.turns.at(-1)?.id);
  const runStarted = useChanged(lastTurnId);
  if (runStarted && lastTurnId !== undefined && narrow && pane !== 'responses') show('responses');

  const missing = useStudio((state) => state.align.missingValues);
  const valuesAsked = useChanged(missing);
  if (valuesAsked && missing !== null && missing.length > 0 && pane !== 'prompt') show('prompt');

  const fresh = useStudio((state) => state.align.fresh);
  const [seen, setSeen] = useState(fresh);
  if (pane === 'principles' && seen !== fresh) setSeen(fresh);

  return { pane, show, news: fresh === null || fresh === seen ? nothing : newPrinciple };
}

const nothing: ReadonlySet<PaneName> = new Set();
const newPrinciple: ReadonlySet<PaneName> = new Set<PaneName>(['principles']);
