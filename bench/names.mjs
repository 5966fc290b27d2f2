// @ts-check

/** Of all benchmarks, in the order in which they run. */
export const names = /** @type {const} */ ([
  'first-load',
  'typing',
  'chat',
  'path',
  'constitution',
  'labeler',
  'labeler-calls',
  'labeler-estimate',
  'tune',
  'playground',
]);
