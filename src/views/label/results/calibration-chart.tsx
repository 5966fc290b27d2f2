import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { Calibration, ReliabilityBin } from '../../../core/labeler/score/calibration';
import { ChartFrame } from './chart-frame';
import { ShareAxes } from './share-axes';
import { chartHeight, plotted } from './share-scales';

interface ChartProps {
  readonly calibration: Calibration;
  /** The whole chart in words. */
  readonly words: string;
}

/** A reliability diagram: points on the diagonal are as often right as they are sure; the larger, the more rows. */
export function CalibrationChart(props: ChartProps) {
  return <ChartFrame>{(width) => <Drawing {...props} width={width} />}</ChartFrame>;
}

function Drawing({ calibration: { bins, rows }, words, width }: ChartProps & { readonly width: number }) {
  const { x, y } = plotted(width, { from: 0, floor: 0 });
  const path = line<ReliabilityBin>(
    ({ confidence }) => x(confidence),
    ({ accuracy }) => y(accuracy),
  )([...bins]);
  const area = scaleLinear([0, rows], [9, 64]);
  return (
    <svg className="chart" width={width} height={chartHeight} role="img">
      <title>{words}</title>
      <ShareAxes {...{ x, y, width }} xName="confidence" />
      <path className="ideal" d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} />
      {bins.map(({ from, confidence, interval }) => (
        <path key={from} className="whisker" d={`M${x(confidence)} ${y(interval.low)}V${y(interval.high)}`} />
      ))}
      {path && <path className="line" d={path} />}
      {bins.map(({ from, confidence, accuracy, count }) => (
        <circle key={from} className="pt" cx={x(confidence)} cy={y(accuracy)} r={Math.sqrt(area(count))} />
      ))}
    </svg>
  );
}
