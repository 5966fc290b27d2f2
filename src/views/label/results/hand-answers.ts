import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { presentCheckpoint } from '../../../store/label/select-run';
import { pathTo } from '../rules/lineage';
import { mutationWords } from './mutation-words';

/** Rows whose misreading was answered by hand in the rules on the screen: `Add to Billing`, by example id, the latest answer. */
export function handAnswers({ labelers }: Pick<LabelerRun, 'labelers'>): ReadonlyMap<string, string> {
  const answers = labelers.flatMap((labeler) =>
    pathTo(labeler, presentCheckpoint(labeler)?.id ?? null).flatMap((checkpoint) => {
      if (checkpoint.parentId === null || checkpoint.step !== null || checkpoint.because === null) return [];
      return [[checkpoint.because.exampleId, mutationWords(checkpoint.mutation).what] as const];
    }),
  );
  return new Map(answers);
}
