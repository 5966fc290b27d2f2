import type { TuningConstitution } from '../constitution/tuning-constitution';
import { tokensOf } from './text-tokens';

export type CopyFinder = (text: string) => boolean;

/** Words in a row that are looked for, and the share of a text's rows that makes it a copy. */
const gram = 8;
const leastShare = 0.6;

/** Tells a text of which most runs of eight words stand in one of the examples that the model was shown. */
export function createCopyFinder({ revisionExamples, comparisonExamples }: TuningConstitution): CopyFinder {
  const texts = [
    ...revisionExamples.flatMap(({ initialAnswer, revision }) => [initialAnswer, revision]),
    ...comparisonExamples.map(({ task }) => task),
  ];
  const examples = texts.map((text) => new Set(gramsOf(text))).filter(({ size }) => size > 0);
  return (text) => {
    if (examples.length === 0) return false;
    const grams = gramsOf(text);
    return grams.length > 0 && examples.some((example) => shareIn(grams, example) >= leastShare);
  };
}

function shareIn(grams: readonly string[], example: ReadonlySet<string>): number {
  return grams.filter((each) => example.has(each)).length / grams.length;
}

function gramsOf(text: string): readonly string[] {
  const words = tokensOf(text);
  return words.slice(gram - 1).map((_, at) => words.slice(at, at + gram).join(' '));
}
