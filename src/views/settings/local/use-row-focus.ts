import { type FocusEvent, useEffect, useRef } from 'react';

/**
 * A button may go with its press: "Verify" while files are read, "Dismiss" with its message. Then the focus goes to the row it was in,
 * so that the next Tab goes on from there and not from the top of the page.
 */
export function useRowFocus(rowId: string) {
  const held = useRef<Element | null>(null);
  useEffect(() => {
    if (held.current === null || held.current.isConnected) return;
    held.current = null;
    if (document.activeElement === document.body) document.getElementById(rowId)?.focus({ preventScroll: true });
  });
  return {
    onFocus: ({ target }: FocusEvent) => {
      held.current = target;
    },
    onBlur: ({ target }: FocusEvent) => {
      // React tells of no focus that is lost because its element goes; a browser may.
      if (target.isConnected) held.current = null;
    },
  };
}
