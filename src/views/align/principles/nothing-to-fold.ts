import type { Principle } from '../../../core/constitution/principle';

/** What to do where no principle can be folded. */
export function nothingToFold(principles: readonly Principle[]): string {
  if (principles.length === 0) return 'Add a principle first: there is none to fold.';
  return principles.every(({ status }) => status === 'folded')
    ? 'The prompt carries every principle already.'
    : 'Turn a principle on first: there is none to fold.';
}
