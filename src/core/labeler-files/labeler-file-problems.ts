import { type ModelRef, modelKey } from '../model/model-ref';
import { abstainProblems, rulebookProblems } from '../project/labeler-integrity';
import { repeated } from '../project/repeated';
import type { LabelerFile } from './labeler-file-schema';

/** What keeps a labeler file of the right shape from being whole, `path: reason` each; empty when it is. */
export function labelerFileProblems({
  rulebook,
  experts,
  classify,
  abstainBelow,
  inputs,
}: LabelerFile): readonly string[] {
  const expected = labelSet(rulebook);
  const dimensions = experts[0]?.centroid.length ?? 0;
  return [
    ...rulebookProblems(rulebook, 'rulebook'),
    ...experts.flatMap((expert, index) => {
      const path = `experts[${index}]`;
      return [
        ...rulebookProblems(expert.rulebook, `${path}.rulebook`),
        ...(labelSet(expert.rulebook) === expected
          ? []
          : [`${path}.rulebook.labels: expected the same labels as in "rulebook".`]),
        ...centroidProblems(expert.centroid, { path: `${path}.centroid`, dimensions }),
        ...(named(expert.embeddedBy) === named(experts[0]?.embeddedBy)
          ? []
          : [
              `${path}.embeddedBy: expected the embedding model of the first expert (${named(experts[0]?.embeddedBy)}), got ${named(expert.embeddedBy)}. Vectors of two models cannot be compared.`,
            ]),
      ];
    }),
    ...wholeNumber(classify.truncateWords, { path: 'classify.truncateWords', min: 1 }),
    ...wholeNumber(classify.examplesPerCall, { path: 'classify.examplesPerCall', min: 1 }),
    ...wholeNumber(classify.seed, { path: 'classify.seed', min: 0, max: 2_147_483_647 }),
    ...(classify.temperature >= 0 && classify.temperature <= 2
      ? []
      : [`classify.temperature: expected a number from 0 to 2, got ${classify.temperature}.`]),
    ...abstainProblems(abstainBelow, 'abstainBelow'),
    ...repeated(inputs.map((name, index) => ({ value: name, path: `inputs[${index}]` }))),
  ];
}

function centroidProblems(
  centroid: readonly number[],
  { path, dimensions }: { readonly path: string; readonly dimensions: number },
): readonly string[] {
  if (centroid.length !== dimensions) {
    return [`${path}: expected ${dimensions} numbers, as the first expert has, got ${centroid.length}.`];
  }
  return centroid.some((value) => value !== 0) ? [] : [`${path}: expected a direction, got zeros or nothing.`];
}

function named(ref: ModelRef | undefined): string {
  return ref === undefined ? 'none' : modelKey(ref);
}

function wholeNumber(
  value: number,
  { path, min, max }: { readonly path: string; readonly min: number; readonly max?: number },
): readonly string[] {
  if (Number.isSafeInteger(value) && value >= min && value <= (max ?? value)) return [];
  return [`${path}: expected a whole number from ${min}${max === undefined ? '' : ` to ${max}`}, got ${value}.`];
}

function labelSet({ labels }: LabelerFile['rulebook']): string {
  return JSON.stringify(labels.map(({ label }) => label).sort());
}
