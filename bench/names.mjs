// @ts-check

/** Of all benchmarks, in the order in which they run. */
export const names = /** @type {const} */ ([
  'first-load',
  'typing',
  'path',
  'constitution',
  'labeler',
  'labeler-calls',
  'labeler-estimate',
]);
