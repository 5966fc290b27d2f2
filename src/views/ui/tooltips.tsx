import { type ComponentProps, type ComponentType, useEffect, useState } from 'react';
import type { FirstTouch, TooltipLayer } from './tooltip-layer';

/** Tooltips, mounted once in the shell: their code comes with the first hover or focus, and shows what that was on. */
export function Tooltips() {
  const [loaded, setLoaded] = useState<Loaded>();

  useEffect(() => {
    function touched(first: FirstTouch) {
      stop();
      // Without it every control still has its name and its description.
      import('./tooltip-layer').then(({ TooltipLayer: Layer }) => setLoaded({ Layer, first })).catch(() => undefined);
    }
    function stop() {
      document.removeEventListener('pointerover', touched);
      document.removeEventListener('focusin', touched);
    }
    document.addEventListener('pointerover', touched);
    document.addEventListener('focusin', touched);
    return stop;
  }, []);

  return loaded && <loaded.Layer first={loaded.first} />;
}

interface Loaded {
  readonly Layer: ComponentType<ComponentProps<typeof TooltipLayer>>;
  readonly first: FirstTouch;
}
