import type { FeedbackKind } from '../../../core/constitution/feedback';
import type { AlignmentState } from '../../../store/studio-state';

interface Unsent {
  readonly kind: FeedbackKind;
  readonly text: string;
  /** What the feedback is about. */
  readonly response: string;
  readonly alignment: AlignmentState;
}

/** Why the feedback cannot be submitted now. */
export function whyNoSubmit({ kind, text, response, alignment }: Unsent): string | undefined {
  if (alignment.status === 'working' && alignment.task !== 'feedback')
    return 'Another change of the prompt is being written. Wait until it is there.';
  if (text.trim() === '')
    return kind === 'rewrite'
      ? 'Write the response as it should be first.'
      : 'Write something first, or pick a reason.';
  return kind === 'rewrite' && text.trim() === response.trim() ? 'Change the text first.' : undefined;
}
