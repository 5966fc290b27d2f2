import type { ReactNode } from 'react';
import { useWidth } from '../../ui/use-width';

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
