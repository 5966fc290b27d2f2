import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { ChartFrame } from './chart-frame';
import { interval2, score3 } from './figures';
import type { Curve, CurvePoint } from './learning-curve';

const height = 184;
const margin = { top: 8, right: 20, bottom: 24, left: 34 };
/** Right of the last step, whose own point stays in sight. */
const besideLast = 12;
/** A label of a step needs about so much room. */
const pixelsPerTick = 36;

interface ChartProps {
  readonly curve: Curve;
  /** The whole chart in words. */
  readonly words: string;
}

export function LearningCurveChart(props: ChartProps) {
  return <ChartFrame>{(width) => <Drawing {...props} width={width} />}</ChartFrame>;
}

function Drawing({ curve, words, width }: ChartProps & { readonly width: number }) {
  const { points, rivals, lastStep, floor, test, majority } = curve;
  const x = scaleLinear([0, lastStep], [margin.left, width - margin.right]);
  const y = scaleLinear([floor, 1], [height - margin.bottom, margin.top]);
  const last = points.at(-1);
  const path = line<CurvePoint>(
    ({ step }) => x(step),
    ({ value }) => y(value),
  )([...points]);
  const band = area<CurvePoint>(
    ({ step }) => x(step),
    ({ low }) => y(low),
    ({ high }) => y(high),
  )([...points]);
  const steps = x.ticks(Math.min(lastStep, Math.floor(width / pixelsPerTick))).filter(Number.isInteger);

  return (
    // A title and no label: with one it would be found, too, where the value "Accuracy" is looked for.
    <svg className="chart" width={width} height={height} role="img">
      <title>{words}</title>
      {last && last.step < lastStep && (
        <rect
          className="future"
          x={x(last.step)}
          y={margin.top}
          width={x(lastStep) - x(last.step)}
          height={height - margin.top - margin.bottom}
        />
      )}
      {y.ticks(5).map((value) => (
        <g key={value}>
          <path className="grid" d={`M${margin.left} ${y(value)}H${width - margin.right}`} />
          <text x={margin.left - 8} y={y(value) + 4} textAnchor="end">
            {value.toFixed(1)}
          </text>
        </g>
      ))}
      {steps.map((step) => (
        <text key={step} x={x(step)} y={height - 6} textAnchor="middle">
          {step === 0 ? 'first' : step}
        </text>
      ))}
      {majority && <path className="ideal" d={`M${margin.left} ${y(majority.value)}H${width - margin.right}`} />}
      {band && <path className="band" d={band} />}
      {rivals.map(({ id, step, value }) => (
        <circle key={id} className="rival" cx={x(step)} cy={y(value)} r={3} />
      ))}
      {path && <path className="line" d={path} />}
      {points.map((point) => (
        <circle
          key={point.step}
          className={point === last ? 'pt last' : 'pt'}
          cx={x(point.step)}
          cy={y(point.value)}
          r={point === last ? 4.5 : 3.5}
        />
      ))}
      {last && <Tag point={last} x={x(last.step)} y={y(last.value)} width={width} />}
      {test && <TestMark at={test} x={x(test.step) + besideLast} y={y} />}
    </svg>
  );
}

interface TagProps {
  readonly point: CurvePoint;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The last value beside its point; on its other side where there is no room. */
function Tag({ point, x, y, width }: TagProps) {
  const fits = x + 150 < width;
  return (
    <text x={fits ? x + 12 : x - 12} y={fits ? y + 4 : y - 12} textAnchor={fits ? 'start' : 'end'}>
      <tspan className="tag">{score3(point.value)}</tspan>
      <tspan dx="7">{interval2(point)}</tspan>
    </text>
  );
}

interface TestMarkProps {
  readonly at: CurvePoint;
  readonly x: number;
  readonly y: (value: number) => number;
}

function TestMark({ at, x, y }: TestMarkProps) {
  return (
    <g className="test-mark">
      <path d={`M${x} ${y(at.low)}V${y(at.high)}`} />
      <path className="diamond" d={`M${x} ${y(at.value) - 6}l6 6-6 6-6-6z`} />
    </g>
  );
}
