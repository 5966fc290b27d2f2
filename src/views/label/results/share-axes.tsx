import { chartHeight, chartMargin, type ShareScales } from './share-scales';

interface ShareAxesProps extends ShareScales {
  readonly width: number;
  readonly xName: string;
}

/** Lines and numbers behind a chart of two shares. */
export function ShareAxes({ x, y, width, xName }: ShareAxesProps) {
  const right = width - chartMargin.right;
  return (
    <>
      {y.ticks(5).map((value) => (
        <g key={value}>
          <path className="grid" d={`M${chartMargin.left} ${y(value)}H${right}`} />
          <text x={chartMargin.left - 8} y={y(value) + 4} textAnchor="end">
            {value.toFixed(1)}
          </text>
        </g>
      ))}
      {x.ticks(5).map((value) => (
        <text key={value} x={x(value)} y={chartHeight - chartMargin.bottom + 16} textAnchor="middle">
          {value.toFixed(1)}
        </text>
      ))}
      <text x={(chartMargin.left + right) / 2} y={chartHeight - 2} textAnchor="middle">
        {xName}
      </text>
    </>
  );
}
