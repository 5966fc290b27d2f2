import { type RefObject, useEffect, useRef } from 'react';

/** Scrolls an element into sight when it appears: what it says came of a press further down, or further up. */
export function useInSight<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    // In braces: newer browsers return a promise, which React would take for a clean-up.
    element.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return element;
}
