import type { Checkpoint } from '../run/labeler-run';
import { applyRuleMutation, type Rulebook } from './rulebook';

/** The rules of a checkpoint: the first of its line with every change since. Null when its line does not lead back to first rules. */
export function rulebookAt(checkpoints: readonly Checkpoint[], id: string): Rulebook | null {
  const changes: Extract<Checkpoint, { parentId: string }>[] = [];
  const byId = new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
  for (let next = byId.get(id); next !== undefined; next = byId.get(next.parentId)) {
    if (next.parentId === null) {
      return changes.reduceRight((rulebook, { mutation }) => applyRuleMutation(rulebook, mutation), next.rulebook);
    }
    // A file from elsewhere may lead round in a circle.
    byId.delete(next.id);
    changes.push(next);
  }
  return null;
}
