/** Why a row is not in the data, in the order in which the screen names them. */
export const leftOutReasons = [
  'cut',
  'rejected',
  'failed',
  'flipped',
  'tie',
  'identical',
  'unreadable',
  'no-pair',
  'equal',
  'empty',
  'pairs',
  'no-stages',
  'criticised',
  'other-half',
  'under-way',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** After a number: `9 cut`. */
export const leftOutWords: Readonly<Record<LeftOutReason, string>> = {
  'under-way': 'under way',
  failed: 'failed',
  rejected: 'rejected',
  /** Of a comparison, where one answer to each prompt is wanted. */
  pairs: 'pairs',
  /** Nothing was to be improved, or only one response is known, where pairs are wanted. */
  'no-pair': 'without a second answer',
  /** By the author, in Align or Chat, where answers to learn are wanted. */
  criticised: 'criticised responses',
  /** Where the form wants a critique and a revision. */
  'no-stages': 'without critique and revision',
  cut: 'cut',
  unreadable: 'unreadable',
  identical: 'identical',
  flipped: 'flipped',
  tie: 'ties',
  equal: 'pairs of equal texts',
  empty: 'with an empty text',
  'other-half': 'of prompts kept for the other kind of data',
};
