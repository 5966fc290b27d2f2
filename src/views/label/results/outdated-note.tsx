import { Notice } from '../../ui/notice';
import type { ShownEvaluation } from './shown-evaluation';

/** The figures are older than the rules on the screen. */
export function OutdatedNote({ shown }: { readonly shown: ShownEvaluation }) {
  return (
    <Notice tone="warn" className="span">
      The rules were changed since: these are the figures from before.{' '}
      {shown.evaluation.of.kind === 'mixture'
        ? 'All experts together are scored in training alone; Re-score reads one labeler anew.'
        : 'Re-score to have new ones.'}
    </Notice>
  );
}
