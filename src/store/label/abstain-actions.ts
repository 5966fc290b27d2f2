import type { LabelerRun } from '../../core/labeler/run/labeler-run';
import type { LabelActions } from './label-actions';
import type { LabelContext } from './label-context';
import { presentRun } from './select-run';

/** From which confidence on new rows get their label. Files that are being labeled keep to what they began with. */
export function abstainActions(context: LabelContext): Pick<LabelActions, 'abstainBelow'> {
  return {
    abstainBelow(confidence) {
      const run = presentRun(context.labeling());
      if (run === null || Number.isNaN(confidence)) return;
      const wanted = Math.min(1, Math.max(0, confidence));
      context.setRun(run.id, (present) =>
        wanted === (present.abstainBelow ?? 0) ? present : withThreshold(present, wanted),
      );
    },
  };
}

/** Without the field where nothing is held back: as it was before anybody chose. */
function withThreshold({ abstainBelow: _, ...run }: LabelerRun, wanted: number): LabelerRun {
  return wanted === 0 ? run : { ...run, abstainBelow: wanted };
}
