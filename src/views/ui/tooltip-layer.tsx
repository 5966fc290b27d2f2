import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isEscape } from './enter-key';
import { placeTip } from './tip-place';

const OPEN_AFTER_MS = 450;
const CLOSE_AFTER_MS = 120;

/** The first time that something on the page was hovered or reached by keyboard. */
export type FirstTouch = PointerEvent | FocusEvent;

interface Tip {
  readonly target: Element;
  readonly text: string;
}

/**
 * The one tooltip of the page, mounted once in the shell. It shows the `data-tip` of whatever is hovered or reached by
 * keyboard, and the `title` of what is reached by keyboard (the browser shows titles to the mouse only).
 * One layer and not a component per control: a list of 500 principles has thousands of icon buttons.
 * Hidden from screen readers: names and descriptions are attributes of the control itself.
 */
export function TooltipLayer({ first }: { readonly first: FirstTouch }) {
  const [tip, setTip] = useState<Tip>();
  const layer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer = 0;
    let shown: Element | undefined;

    function show(next: Tip | undefined) {
      shown = next?.target;
      setTip(next);
    }
    function later(next: Tip | undefined, delay: number) {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => show(next), delay);
    }
    function hide() {
      window.clearTimeout(timer);
      if (shown) show(undefined);
    }
    function enter(event: PointerEvent) {
      if (event.pointerType === 'touch') return;
      // The tip itself may be hovered, so that it can be read with a magnifier.
      if (event.target instanceof Node && layer.current?.contains(event.target)) return window.clearTimeout(timer);
      const next = findTip(event.target, ['data-tip']);
      if (next?.target === shown) return window.clearTimeout(timer);
      later(next, next ? (shown ? CLOSE_AFTER_MS : OPEN_AFTER_MS) : CLOSE_AFTER_MS);
    }
    function focus(event: FocusEvent) {
      const next = findTip(event.target, ['data-tip', 'title']);
      if (next?.target.matches(':focus-visible')) later(next, 0);
      else hide();
    }
    function key(event: KeyboardEvent) {
      if (isEscape(event)) hide();
    }

    // What it was loaded for.
    if (first instanceof PointerEvent) enter(first);
    else focus(first);
    document.addEventListener('pointerover', enter);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('focusin', focus);
    document.addEventListener('focusout', hide);
    document.addEventListener('keydown', key, true);
    document.addEventListener('scroll', hide, { capture: true, passive: true });
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener('pointerover', enter);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('keydown', key, true);
      document.removeEventListener('scroll', hide, { capture: true });
    };
  }, [first]);

  useLayoutEffect(() => {
    const element = layer.current;
    if (!element || !tip) return;
    // The top layer, so that it is above an open dialog.
    element.showPopover?.();
    const { left, top } = placeTip({
      target: tip.target.getBoundingClientRect(),
      tip: { width: element.offsetWidth, height: element.offsetHeight },
      room: { width: window.innerWidth, height: window.innerHeight },
    });
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
    return () => element.hidePopover?.();
  }, [tip]);

  return (
    <div
      ref={layer}
      className="fixed inset-auto z-70 m-0 w-max max-w-[min(280px,100vw-16px)] animate-appear rounded-s border-0 bg-ink px-2 py-1 text-small text-surface shadow-low wrap-anywhere empty:hidden forced-colors:border forced-colors:border-[CanvasText]"
      popover="manual"
      aria-hidden="true"
    >
      {tip?.text}
    </div>
  );
}

function findTip(from: EventTarget | null, attributes: readonly string[]): Tip | undefined {
  if (!(from instanceof Element)) return undefined;
  for (const attribute of attributes) {
    const target = from.closest(`[${attribute}]`);
    const text = target?.getAttribute(attribute);
    if (target && text) return { target, text };
  }
  return undefined;
}
