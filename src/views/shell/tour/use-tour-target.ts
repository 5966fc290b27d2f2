import { useEffect, useState } from 'react';
import type { TourStep } from './tour-steps';

const lookEveryMs = 250;

/** The control to point at, and whether it is the step's own or Run in its place; null while neither is on the page. */
export interface TourTarget {
  readonly element: Element;
  readonly isOwn: boolean;
}

/** Looks again and again, since the control may appear, move or go with anything that happens on the page. */
export function useTourTarget(
  target: TourStep['target'],
  onLook: (found: TourTarget | null) => void,
): TourTarget | null {
  const [found, setFound] = useState<TourTarget | null>(null);

  useEffect(() => {
    function look() {
      const next = findTarget(target);
      setFound((before) => (before?.element === next?.element && before?.isOwn === next?.isOwn ? before : next));
      onLook(next);
    }
    look();
    const timer = window.setInterval(look, lookEveryMs);
    window.addEventListener('resize', look);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('resize', look);
    };
  }, [target, onLook]);

  return found;
}

function findTarget(target: TourStep['target']): TourTarget | null {
  const own = visible(target);
  if (own !== null) return { element: own, isOwn: true };
  const run = visible('run');
  return run === null ? null : { element: run, isOwn: false };
}

function visible(target: TourStep['target']): Element | null {
  for (const element of document.querySelectorAll(`[data-tour="${target}"]`)) {
    const { width, height } = element.getBoundingClientRect();
    if (width > 0 && height > 0) return element;
  }
  return null;
}
