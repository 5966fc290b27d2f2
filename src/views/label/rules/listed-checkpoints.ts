import type { Checkpoint, TrainedLabeler } from '../../../core/labeler/run/labeler-run';

/** The latest first. `champions`: with the first rules and what was made by hand, without the challengers that lost. */
export function lineageOf(labeler: TrainedLabeler, which: 'champions' | 'all'): readonly Checkpoint[] {
  const champions = new Set(labeler.steps.map(({ championId }) => championId));
  const kept = ({ id, step, parentId }: Checkpoint) =>
    which === 'all' || step === null || parentId === null || champions.has(id) || id === labeler.currentId;
  return labeler.checkpoints.filter(kept).toReversed();
}
