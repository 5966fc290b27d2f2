import type { Checkpoint, TrainedLabeler } from '../../../core/labeler/run/labeler-run';

type Lineage = Pick<TrainedLabeler, 'checkpoints'>;

export function checkpointOf({ checkpoints }: Lineage, id: string | null): Checkpoint | undefined {
  return id === null ? undefined : checkpoints.find((checkpoint) => checkpoint.id === id);
}

/** From the first rules to this checkpoint; empty when the id, or one of its parents, is not there. */
export function pathTo({ checkpoints }: Lineage, id: string | null): readonly Checkpoint[] {
  const byId = new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
  const path: Checkpoint[] = [];
  let next = id;
  while (next !== null) {
    const checkpoint = byId.get(next);
    if (checkpoint === undefined || path.includes(checkpoint)) return [];
    path.unshift(checkpoint);
    next = checkpoint.parentId;
  }
  return path;
}

/** The checkpoint that gave a rule its present words; the first one where nothing changed it since. */
export function madeBy(path: readonly Checkpoint[], ruleId: string): Checkpoint | undefined {
  return path.findLast((checkpoint) => {
    if (checkpoint.parentId === null) {
      return checkpoint.rulebook.labels.some(({ rules }) => rules.some(({ id }) => id === ruleId));
    }
    const { mutation } = checkpoint;
    return mutation.kind === 'add'
      ? mutation.rule.id === ruleId
      : mutation.kind === 'edit' && mutation.ruleId === ruleId;
  });
}

/** The checkpoint of this path that took a rule away. */
export function removedBy(path: readonly Checkpoint[], ruleId: string): Checkpoint | undefined {
  return path.findLast(
    (checkpoint) =>
      checkpoint.parentId !== null && checkpoint.mutation.kind === 'delete' && checkpoint.mutation.ruleId === ruleId,
  );
}
