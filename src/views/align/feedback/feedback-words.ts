import type { FeedbackKind } from '../../../core/constitution/feedback';

export const feedbackKinds = ['kudos', 'critique', 'rewrite'] as const satisfies readonly FeedbackKind[];

interface FeedbackWords {
  /** On its button. */
  readonly name: string;
  /** Above the rationales; a rewrite has none. */
  readonly rationales: string;
  /** Above the text field. */
  readonly field: string;
  readonly placeholder: string;
}

export const feedbackWords: Readonly<Record<FeedbackKind, FeedbackWords>> = {
  kudos: {
    name: 'Kudos',
    rationales: 'What the model thinks could be good',
    field: 'In your words',
    placeholder: 'Say what is good about it, so that it stays.',
  },
  critique: {
    name: 'Critique',
    rationales: 'What the model thinks could be wrong',
    field: 'In your words',
    placeholder: 'Say what is wrong with it, or what is missing.',
  },
  rewrite: {
    name: 'Rewrite',
    rationales: '',
    field: 'The response as it should be',
    placeholder: 'Write the response as it should be.',
  },
};

interface FeedbackButton {
  readonly candidateId: string;
  readonly kind: FeedbackKind;
}

/** Of the button that opens the panel: the panel points at it, and gives the focus back to it. */
export function feedbackButtonId({ candidateId, kind }: FeedbackButton): string {
  return `give-${kind}-${candidateId}`;
}
