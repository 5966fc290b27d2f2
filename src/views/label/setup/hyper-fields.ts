import type { Hyperparameters } from '../../../core/labeler/run/hyperparameters';

/** The knobs that are plain numbers. */
type NumberKnob = {
  readonly [Key in keyof Hyperparameters]: Hyperparameters[Key] extends number ? Key : never;
}[keyof Hyperparameters];

export interface KnobField {
  readonly key: NumberKnob;
  readonly label: string;
  /** Says what a larger value does, or costs. */
  readonly hint: string;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
}

/** Always in sight, in this order; "Experts" and "Score" stand beside them. */
export const firstKnobs: readonly KnobField[] = [
  {
    key: 'steps',
    label: 'Training steps',
    hint: 'Rounds of learning from mistakes. 0 keeps the first rules.',
    min: 0,
    max: 1000,
  },
  {
    key: 'mistakesPerStep',
    label: 'Mistakes per step',
    hint: 'Wrong training rows that each step learns from.',
    min: 1,
    max: 100,
  },
  {
    key: 'mutationsPerMistake',
    label: 'Mutations per mistake',
    hint: 'Rule changes tried for each mistake.',
    min: 1,
    max: 20,
  },
  {
    key: 'validationExamples',
    label: 'Validation examples',
    hint: 'Rows used to compare rule sets. More is more reliable and costs more.',
    min: 2,
    max: 10_000,
  },
  {
    key: 'truncateWords',
    label: 'Truncate inputs to words',
    hint: 'Longer inputs are cut in the middle.',
    min: 1,
    max: 100_000,
  },
  {
    key: 'seed',
    label: 'Random seed',
    hint: 'Same seed, same split and order.',
    min: 0,
    max: 2_147_483_647,
  },
];

export const examplesPerCall: KnobField = {
  key: 'examplesPerCall',
  label: 'Examples per call',
  hint: 'Rows classified in one request. More is cheaper and slightly less accurate.',
  min: 1,
  max: 100,
};

/** What ends a run before its last step, if anything: under "More" as well. */
export const limits = [
  {
    key: 'patience',
    label: 'Stop early',
    placeholder: 'never',
    hint: 'Stops after this many steps without improvement.',
    min: 1,
    max: 1000,
  },
  {
    key: 'callBudget',
    label: 'Call budget',
    placeholder: 'no limit',
    hint: 'The run stops after this many calls and keeps its best rules.',
    min: 1,
    max: 10_000_000,
  },
] as const;

/** Under "More". */
export const moreKnobs: readonly KnobField[] = [
  { key: 'keepBest', label: 'Keep best', hint: 'Rule sets kept after each step.', min: 1, max: 50 },
  { key: 'testExamples', label: 'Test examples', hint: 'Rows held back for the scorecard.', min: 2, max: 100_000 },
  {
    key: 'examplesPerFirstRule',
    label: 'Examples per first rule',
    hint: 'Rows of a label used to write its first rule.',
    min: 1,
    max: 100,
  },
  {
    key: 'trainTemperature',
    label: 'Train temperature',
    hint: 'For writing rules. Higher is more varied.',
    min: 0,
    max: 2,
    step: 0.1,
  },
  {
    key: 'evalTemperature',
    label: 'Eval temperature',
    hint: 'For classifying rows. Low is more consistent.',
    min: 0,
    max: 2,
    step: 0.1,
  },
];

/** `changed` is what differs from the defaults: the words beside the heading. */
export function changedWords(now: Hyperparameters, defaults: Hyperparameters): string {
  const keys = Object.keys(defaults) as (keyof Hyperparameters)[]; // an object literal of this very type
  const changed = keys.filter((key) => JSON.stringify(now[key]) !== JSON.stringify(defaults[key])).length;
  return changed === 0 ? 'defaults' : `${changed} changed`;
}
