import { useMemo } from 'react';
import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { Card } from '../../ui/card';
import { CalibrationFigure } from './calibration-figure';
import { CoverageFigure } from './coverage-figure';
import { shownConfidence, withoutConfidence } from './shown-confidence';
import type { ReadRow } from './shown-evaluation';

interface ConfidenceSectionProps {
  readonly run: LabelerRun;
  readonly rows: readonly ReadRow[];
}

/** How far the confidences can be believed, and what to do with rows that the model is not sure of; or why there are none. */
export function ConfidenceSection({ run, rows }: ConfidenceSectionProps) {
  const shown = useMemo(() => shownConfidence(rows), [rows]);
  if (shown === null) {
    return (
      <Card className="span" title="Calibration">
        <p className="hint">{withoutConfidence(run)}</p>
      </Card>
    );
  }
  return (
    <>
      <CalibrationFigure calibration={shown.calibration} />
      <CoverageFigure shown={shown} abstainBelow={run.abstainBelow ?? 0} />
    </>
  );
}
