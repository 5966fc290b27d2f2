import type { TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { checkpointOf } from './lineage';
import { isImported } from './rule-words';

/** `previous`, `first`, `none`, or `step-<n>`: what the rules on the screen are compared with. */
export type CompareKey = string;

export interface CompareOption {
  readonly value: CompareKey;
  readonly label: string;
  /** Null: with nothing. */
  readonly checkpointId: string | null;
}

/** What can be chosen, the nearest first. A step that left the champion as it was is the same as the one before, and is left out. */
export function compareOptions(labeler: TrainedLabeler): readonly CompareOption[] {
  const current = checkpointOf(labeler, labeler.currentId);
  const first = labeler.checkpoints[0];
  const champions = labeler.steps.filter(
    ({ step, championId }, place) =>
      step > 0 && championId !== labeler.steps[place - 1]?.championId && championId !== labeler.currentId,
  );
  const steps = champions
    .map(({ step, championId }) => ({ value: `step-${step}`, label: `vs step ${step}`, checkpointId: championId }))
    .reverse();
  const isFirst = current === undefined || current.parentId === null;
  const firstName = first !== undefined && isImported(first) ? 'vs imported' : 'vs first rules';
  return [
    ...(isFirst ? [] : [{ value: 'previous', label: 'vs previous', checkpointId: current.parentId }]),
    ...steps,
    ...(isFirst || first === undefined ? [] : [{ value: 'first', label: firstName, checkpointId: first.id }]),
    { value: 'none', label: 'as they are', checkpointId: null },
  ];
}
