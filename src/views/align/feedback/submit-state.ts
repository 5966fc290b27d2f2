import type { FeedbackKind } from '../../../core/constitution/feedback';

interface Unsent {
  readonly kind: FeedbackKind;
  readonly text: string;
  /** What the feedback is about. */
  readonly response: string;
  /** Another change of the prompt is being written. */
  readonly isElsewhere: boolean;
}

/** Why the feedback cannot be submitted now. */
export function whyNoSubmit({ kind, text, response, isElsewhere }: Unsent): string | undefined {
  if (isElsewhere) return 'Another change of the prompt is being written. Wait until it is there.';
  if (text.trim() === '')
    return kind === 'rewrite'
      ? 'Write the response as it should be first.'
      : 'Write something first, or pick a reason.';
  return kind === 'rewrite' && text.trim() === response.trim() ? 'Change the text first.' : undefined;
}
