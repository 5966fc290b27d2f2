import { type ReactNode, type RefCallback, useCallback, useState } from 'react';

interface ChartFrameProps {
  /** Draws for the width in CSS pixels that there is; not called before that is measured. */
  readonly children: (width: number) => ReactNode;
}

/** As wide as its place, and drawn anew when that changes. */
export function ChartFrame({ children }: ChartFrameProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={frame} className="chart-frame">
      {width > 0 && children(width)}
    </div>
  );
}

/** The width of an element in CSS pixels, as it changes; 0 before it is measured. */
function useWidth<E extends Element>(): readonly [RefCallback<E>, number] {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: E) => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
