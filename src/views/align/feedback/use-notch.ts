import { type RefObject, useLayoutEffect } from 'react';

/** Keeps the panel's notch under the button that opened it, whatever the width of the pane. */
export function useNotch(panel: RefObject<HTMLElement | null>, buttonId: string): void {
  useLayoutEffect(() => {
    const element = panel.current;
    if (element === null) return;

    function point(from: HTMLElement) {
      const button = document.getElementById(buttonId)?.getBoundingClientRect();
      from.toggleAttribute('data-adrift', button === undefined || button.width === 0);
      if (button === undefined) return;
      const middle = button.left + button.width / 2 - from.getBoundingClientRect().left;
      from.style.setProperty('--notch', `${Math.round(middle)}px`);
    }
    const observer = new ResizeObserver(() => point(element));
    observer.observe(element);
    point(element);
    return () => observer.disconnect();
  }, [panel, buttonId]);
}
