import { rulebookAt } from '../rules/rulebook-at';
import type { Checkpoint, TrainedLabeler } from '../run/labeler-run';

/**
 * The labeler with a checkpoint of its training. One that is told again changes nothing. One that is told again with other words ends
 * what was known: calls that failed in an earlier life have gone through, and training goes another way from this step on. Checkpoints
 * by hand stay, as rulebooks of their own where their parents are gone.
 */
export function withCheckpoint(labeler: TrainedLabeler, checkpoint: Checkpoint): TrainedLabeler {
  const known = labeler.checkpoints.find(({ id }) => id === checkpoint.id);
  if (known === undefined) return inserted(labeler, checkpoint);
  if (saysTheSame(known, checkpoint)) return labeler;
  return inserted(withoutStepsFrom(labeler, checkpoint.step ?? 0), checkpoint);
}

/** Before those made by hand, so that parents come before their children whatever is told in which order. */
function inserted(labeler: TrainedLabeler, checkpoint: Checkpoint): TrainedLabeler {
  const trained = labeler.checkpoints.filter(({ step }) => step !== null);
  const byHand = labeler.checkpoints.filter(({ step }) => step === null);
  return { ...labeler, checkpoints: [...trained, checkpoint, ...byHand] };
}

function withoutStepsFrom(labeler: TrainedLabeler, from: number): TrainedLabeler {
  const isGone = ({ step }: Checkpoint): boolean => step !== null && step >= from;
  const gone = new Set(labeler.checkpoints.filter(isGone).map(({ id }) => id));
  const checkpoints = labeler.checkpoints.flatMap((each): readonly Checkpoint[] => {
    if (gone.has(each.id)) return [];
    if (each.parentId === null || !gone.has(each.parentId)) return [each];
    const rulebook = rulebookAt(labeler.checkpoints, each.id);
    return rulebook === null ? [] : [{ id: each.id, step: each.step, score: each.score, parentId: null, rulebook }];
  });
  const steps = labeler.steps.filter(({ step }) => step < from);
  const championId = steps.at(-1)?.championId ?? null;
  const isCurrentGone = labeler.currentId !== null && gone.has(labeler.currentId);
  return {
    ...labeler,
    checkpoints,
    steps,
    latest: { step: from, mistakes: [], rejected: [] },
    championId,
    currentId: isCurrentGone ? championId : labeler.currentId,
  };
}

/** Whatever it was scored, and whichever diagnosis led there. */
function saysTheSame(a: Checkpoint, b: Checkpoint): boolean {
  const words = (each: Checkpoint): unknown =>
    each.parentId === null ? [each.rulebook] : [each.parentId, each.mutation];
  return JSON.stringify(words(a)) === JSON.stringify(words(b));
}
