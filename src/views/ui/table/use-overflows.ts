import { type RefCallback, useCallback, useState } from 'react';

/** Whether an element has more than it can show, in either direction, as it and its content change. */
export function useOverflows<E extends Element>(): readonly [RefCallback<E>, boolean] {
  const [overflows, setOverflows] = useState(false);
  const ref = useCallback((element: E) => {
    const measure = () =>
      setOverflows(element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return [ref, overflows];
}
