import { type RefObject, useLayoutEffect } from 'react';

/**
 * Moves the focus into the panel when the button that opens it was pressed, and back to that button when the panel goes. A panel
 * that is there when the page is opened takes no focus. On touch screens the heading gets it, since a field would raise the keyboard.
 */
export function usePanelFocus(panel: RefObject<HTMLElement | null>, buttonId: string): void {
  useLayoutEffect(() => {
    const element = panel.current;
    if (element === null) return;
    const button = () => document.getElementById(buttonId);
    if (document.activeElement !== null && document.activeElement === button()) {
      firstFocus(element)?.focus();
      // Where the page scrolls as a whole, the focus alone would show the first line of it.
      if (window.matchMedia('(max-width: 760px)').matches) element.scrollIntoView();
    }
    return () => {
      // The panel is still in the page here; what had the focus in it will not be.
      if (element.contains(document.activeElement)) button()?.focus();
    };
  }, [panel, buttonId]);
}

function firstFocus(panel: HTMLElement): HTMLElement | null {
  const touch = window.matchMedia('(pointer: coarse)').matches;
  return panel.querySelector<HTMLElement>(touch ? 'h3' : 'textarea');
}
