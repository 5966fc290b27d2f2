import { useMemo } from 'react';
import type { LabelerRun, RunSettings } from '../../../core/labeler/run/labeler-run';
import { scoreName } from '../../../core/labeler/run/score-name';
import { Card } from '../../ui/card';
import { useShownLabelerKey } from '../shown-labeler';
import { curveOf, curveWords } from './learning-curve';
import { LearningCurveChart } from './learning-curve-chart';
import { labelerName } from './shown-evaluation';
import { majorityLine, testPoint } from './shown-scorecard';

interface LearningCurveProps {
  readonly run: LabelerRun;
  readonly settings: RunSettings;
  readonly corrections: Readonly<Record<string, string>>;
}

export function LearningCurve({ run, settings: { hyperparameters }, corrections }: LearningCurveProps) {
  const { key: shownKey } = useShownLabelerKey();
  const labeler = run.labelers.find(({ key }) => key === shownKey) ?? run.labelers[0];
  const curve = useMemo(() => {
    if (labeler === undefined) return null;
    const isSingle = labeler.key === 'single';
    return curveOf(labeler, {
      plannedSteps: hyperparameters.steps,
      test: isSingle ? testPoint(run, hyperparameters, corrections) : null,
      // An expert reads the rows of its region alone.
      majority: isSingle ? majorityLine(run, hyperparameters, corrections) : null,
    });
  }, [run, labeler, hyperparameters, corrections]);
  const name = scoreName(hyperparameters.score);

  return (
    <Card
      kind="figure"
      className="span"
      title="Learning curve"
      note={`${name}, validation${run.labelers.length > 1 && labeler !== undefined ? `, ${labelerName(labeler.key)}` : ''}`}
      aside={
        <Legend
          hasTest={labeler === undefined || labeler.key === 'single'}
          hasRivals={curve !== null && curve.rivals.length > 0}
          majority={curve?.majority?.label}
        />
      }
    >
      {curve === null || curve.points.length === 0 ? (
        <p className="curve-empty faint">The first point appears when the first rules are scored.</p>
      ) : (
        <LearningCurveChart
          curve={curve}
          words={curveWords(curve, { scoreName: name, rows: run.rows.validation.length })}
        />
      )}
    </Card>
  );
}

interface LegendProps {
  readonly hasTest: boolean;
  readonly hasRivals: boolean;
  readonly majority: string | undefined;
}

/** `hasTest`: there is a point for the test rows, or there will be one. Said from the start, so that nothing moves when it comes. */
function Legend({ hasTest, hasRivals, majority }: LegendProps) {
  return (
    <span className="legend" aria-hidden="true">
      <span>
        <svg width="18" height="8" aria-hidden="true">
          <path className="line-key" d="M0 4h18" />
        </svg>
        champion
      </span>
      <span>
        <svg width="16" height="10" aria-hidden="true">
          <rect className="band-key" width="16" height="10" rx="2" />
        </svg>
        95% interval
      </span>
      {hasRivals && (
        <span>
          <svg width="9" height="9" aria-hidden="true">
            <circle className="rival-key" cx="4.5" cy="4.5" r="3" />
          </svg>
          challenger
        </span>
      )}
      {majority !== undefined && (
        <span>
          <svg width="18" height="8" aria-hidden="true">
            <path className="ideal" d="M0 4h18" />
          </svg>
          <span className="truncate max-w-32">always {majority}</span>
        </span>
      )}
      {hasTest && (
        <span>
          <svg width="12" height="12" aria-hidden="true">
            <path className="test-key" d="M6 1l5 5-5 5-5-5z" />
          </svg>
          test, at the end
        </span>
      )}
    </span>
  );
}
