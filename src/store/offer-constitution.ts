import { unreadableFile } from '../core/project/import-problem';
import { err } from '../core/result';
import { readConstitution } from '../core/tuning/constitution/read-constitution';
import { blankConstitution } from '../core/tuning/constitution/tuning-constitution';
import type { ActionContext } from './context';

/** Asks whether a constitution for fine-tuning data is to be Tune's. */
export async function offerConstitution({ set, deps }: ActionContext, file: File): Promise<void> {
  const read = await file.text().then(
    (text) => readConstitution(text, deps.newId),
    (error: unknown) => err(unreadableFile(error).problems.join(' ')),
  );
  const { pairs, comparisonPrinciples, revisionExamples, comparisonExamples } = read.ok
    ? read.value.constitution
    : blankConstitution;
  const examples = revisionExamples.length + comparisonExamples.length;
  const counts = { pairs: pairs.length, comparisonPrinciples: comparisonPrinciples.length, examples };
  set({ dialog: { kind: 'use-constitution', imported: { file, counts, ...(!read.ok && { problem: read.error }) } } });
}
