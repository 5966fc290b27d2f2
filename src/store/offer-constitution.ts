import { readConstitution } from '../core/tuning/constitution/read-constitution';
import { blankConstitution } from '../core/tuning/constitution/tuning-constitution';
import type { ActionContext } from './context';

/** Asks whether a constitution for fine-tuning data is to be Tune's. */
export async function offerConstitution({ set, deps }: ActionContext, file: File): Promise<void> {
  const read = readConstitution(await file.text().catch(() => ''), deps.newId);
  const { pairs, comparisonPrinciples, revisionExamples, comparisonExamples } = read.ok
    ? read.value.constitution
    : blankConstitution;
  const examples = revisionExamples.length + comparisonExamples.length;
  const counts = { pairs: pairs.length, comparisonPrinciples: comparisonPrinciples.length, examples };
  set({ dialog: { kind: 'use-constitution', imported: { file, counts, ...(!read.ok && { problem: read.error }) } } });
}
