import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** In pixels: as good as at the end. */
const near = 24;

/**
 * Keeps the end of a box in sight while what is in it grows, or the box shrinks, unless the author scrolled up. When `count` grows, the
 * author said something, and the end is shown all the same.
 */
export function useFollowEnd(count: number): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);

  useEffect(() => {
    const element = box.current;
    const content = element?.firstElementChild;
    if (!element || !content) return;
    const note = () => {
      follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < near;
    };
    const observer = new ResizeObserver(() => {
      // What is being edited in it stays in sight.
      const isEdited =
        element.contains(document.activeElement) && document.activeElement instanceof HTMLTextAreaElement;
      if (follows.current && !isEdited) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    observer.observe(content);
    element.addEventListener('scroll', note, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', note);
    };
  }, []);

  const before = useRef(count);
  useLayoutEffect(() => {
    // What is said makes the content grow, and the observer sees that: to measure it here would lay out the page twice.
    if (count > before.current) follows.current = true;
    before.current = count;
  }, [count]);
  return box;
}
