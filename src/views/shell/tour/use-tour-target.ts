import { useEffect, useState } from 'react';
import type { TourStep } from './tour-steps';

const lookEveryMs = 250;
/** A busy page is looked at all the same after so long. */
const latestLookMs = 1000;

/** The control to point at, and whether it is the step's own or Run in its place; null while neither is on the page. */
export interface TourTarget {
  readonly element: Element;
  readonly isOwn: boolean;
}

/**
 * Looks again and again, since the control may appear, move or go with anything that happens on the page; but while the page has nothing
 * else to do, since on one with thousands of controls a key would wait for the look.
 */
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
    // Safari has no idle callbacks yet.
    const hasIdle = 'requestIdleCallback' in window;
    let asked: number | null = null;
    function lookWhenIdle() {
      if (!hasIdle) return look();
      asked ??= window.requestIdleCallback(
        () => {
          asked = null;
          look();
        },
        { timeout: latestLookMs },
      );
    }
    look();
    const timer = window.setInterval(lookWhenIdle, lookEveryMs);
    window.addEventListener('resize', look);
    return () => {
      window.clearInterval(timer);
      if (asked !== null) window.cancelIdleCallback(asked);
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
