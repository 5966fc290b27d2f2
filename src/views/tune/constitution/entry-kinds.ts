import { choiceIn } from '../../../core/tuning/constitution/stage-prompts';
import { swallowedParts } from '../../../core/tuning/constitution/swallowed';
import type {
  ComparisonExample,
  ComparisonPrinciple,
  RequestPair,
  RevisionExample,
  TuningConstitution,
} from '../../../core/tuning/constitution/tuning-constitution';

/** A text of an entry that can be edited. */
interface EntryField {
  readonly key: string;
  readonly label: string;
  /** It may be left empty, and is then absent. */
  readonly optional?: true;
}

/** One of the lists of a constitution. */
export interface EntryKind<Entry extends { readonly id: string }> {
  /** Names the list. */
  readonly label: string;
  /** `pair`, as in “Add pair”, “Pair 3 was deleted”. */
  readonly noun: string;
  readonly fields: readonly EntryField[];
  readonly of: (constitution: TuningConstitution) => readonly Entry[];
  readonly into: (constitution: TuningConstitution, entries: readonly Entry[]) => TuningConstitution;
  /** By the keys of its fields. */
  readonly textsOf: (entry: Entry) => Texts;
  readonly withTexts: (entry: Pick<Entry, 'id'> & Partial<Entry>, texts: Texts) => Entry;
  /** The line that stands for it. */
  readonly title: (entry: Entry) => string;
  /** What is wrong with it, or to be known of it. */
  readonly warning: (entry: Entry) => string | null;
}

export type Texts = Readonly<Record<string, string>>;

export const pairKind: EntryKind<RequestPair> = {
  label: 'Critique and revision pairs',
  noun: 'pair',
  fields: [
    { key: 'critique', label: 'Critique' },
    { key: 'revision', label: 'Revision' },
  ],
  of: ({ pairs }) => pairs,
  into: (constitution, pairs) => ({ ...constitution, pairs }),
  textsOf: ({ critique, revision }) => ({ critique, revision }),
  withTexts: (entry, { critique = '', revision = '' }) => ({ ...entry, critique, revision }),
  title: ({ critique }) => critique,
  warning: (pair) => (swallowedParts(pair) === null ? null : 'has swallowed its revision'),
};

export const principleKind: EntryKind<ComparisonPrinciple> = {
  label: 'Comparison principles',
  noun: 'principle',
  fields: [{ key: 'text', label: 'Principle' }],
  of: ({ comparisonPrinciples }) => comparisonPrinciples,
  into: (constitution, comparisonPrinciples) => ({ ...constitution, comparisonPrinciples }),
  textsOf: ({ text }) => ({ text }),
  withTexts: (entry, { text = '' }) => ({ ...entry, text }),
  title: ({ text }) => text,
  warning: () => null,
};

export const revisionExampleKind: EntryKind<RevisionExample> = {
  label: 'Examples of revisions',
  noun: 'example',
  fields: [
    { key: 'input', label: 'Prompt' },
    { key: 'initialAnswer', label: 'Answer' },
    { key: 'critiquePrinciple', label: 'Critique asked for' },
    { key: 'critique', label: 'Critique', optional: true },
    { key: 'revisionPrinciple', label: 'Revision asked for' },
    { key: 'revision', label: 'Revision' },
  ],
  of: ({ revisionExamples }) => revisionExamples,
  into: (constitution, revisionExamples) => ({ ...constitution, revisionExamples }),
  textsOf: ({ input, initialAnswer, critiquePrinciple, critique = '', revisionPrinciple, revision }) => ({
    input,
    initialAnswer,
    critiquePrinciple,
    critique,
    revisionPrinciple,
    revision,
  }),
  withTexts: ({ critique: _, ...entry }, texts) => ({
    ...entry,
    input: texts.input ?? '',
    initialAnswer: texts.initialAnswer ?? '',
    critiquePrinciple: texts.critiquePrinciple ?? '',
    ...(texts.critique ? { critique: texts.critique } : {}),
    revisionPrinciple: texts.revisionPrinciple ?? '',
    revision: texts.revision ?? '',
  }),
  title: ({ input }) => input,
  warning: ({ critique }) => (critique === undefined ? 'no critique: for revisions only' : null),
};

export const comparisonExampleKind: EntryKind<ComparisonExample> = {
  label: 'Examples of comparisons',
  noun: 'example',
  fields: [
    { key: 'task', label: 'Task, with (A) [[[…]]] and (B) [[[…]]]' },
    { key: 'chainOfThought', label: 'Reasoning' },
    { key: 'selectedAnswer', label: 'Selected answer: (A) or (B)' },
  ],
  of: ({ comparisonExamples }) => comparisonExamples,
  into: (constitution, comparisonExamples) => ({ ...constitution, comparisonExamples }),
  textsOf: ({ task, chainOfThought, selectedAnswer }) => ({ task, chainOfThought, selectedAnswer }),
  withTexts: (entry, { task = '', chainOfThought = '', selectedAnswer = '' }) => ({
    ...entry,
    task,
    chainOfThought,
    selectedAnswer,
  }),
  title: ({ task }) => task,
  warning: ({ selectedAnswer }) => (choiceIn(selectedAnswer) === null ? 'chooses neither: no judge is shown it' : null),
};

/** At the beginning of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
