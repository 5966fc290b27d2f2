import { curveStepBefore, line } from 'd3-shape';
import type { Coverage } from '../../../core/labeler/score/coverage';
import { ChartFrame } from './chart-frame';
import { score2 } from './figures';
import { ShareAxes } from './share-axes';
import { chartHeight, chartMargin, floorOf, plotted } from './share-scales';

interface ChartProps {
  readonly curve: readonly Coverage[];
  /** With the threshold that is chosen. */
  readonly at: Coverage;
  /** The whole chart in words. */
  readonly words: string;
}

/** Accuracy of the rows that keep a label, while ever more of them do. */
export function CoverageChart(props: ChartProps) {
  return <ChartFrame>{(width) => <Drawing {...props} width={width} />}</ChartFrame>;
}

function Drawing({ curve, at, words, width }: ChartProps & { readonly width: number }) {
  const { x, y } = plotted(width, { from: 0, floor: floorOf(curve.flatMap(({ accuracy }) => accuracy ?? [])) });
  const path = line<Coverage>(
    ({ share }) => x(share),
    ({ accuracy }) => y(accuracy ?? 0),
  ).curve(curveStepBefore)([...curve]);
  const isLeft = at.share > 0.5;
  return (
    <svg className="chart" width={width} height={chartHeight} role="img">
      <title>{words}</title>
      <ShareAxes {...{ x, y, width }} xName="share of rows with a label" />
      {path && <path className="line" d={path} />}
      <path className="at-line" d={`M${x(at.share)} ${chartMargin.top}V${chartHeight - chartMargin.bottom}`} />
      {at.accuracy !== null && (
        <>
          <circle className="pt last" cx={x(at.share)} cy={y(at.accuracy)} r={4.5} />
          <text
            x={x(at.share) + (isLeft ? -10 : 10)}
            y={y(at.accuracy) + (at.accuracy > 0.9 ? 18 : -10)}
            textAnchor={isLeft ? 'end' : 'start'}
          >
            <tspan className="tag">{score2(at.accuracy)}</tspan>
          </text>
        </>
      )}
    </svg>
  );
}
