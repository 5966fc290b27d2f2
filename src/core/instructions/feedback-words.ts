import type { Feedback } from '../constitution/feedback';
import { conversationMaterial, material, sections } from './material';
import type { SentMaterial } from './task';

/** One run as a model reads it: what was sent, what came back, and what the author says of that. */
export function feedbackOnRun({
  prompt,
  conversation,
  response,
  feedback,
}: SentMaterial & { readonly response: string; readonly feedback: Feedback }): string {
  return sections(
    'In one run the model read this:',
    material('prompt', prompt),
    conversationMaterial(conversation),
    'and answered:',
    material('response', response),
    feedbackSection(feedback),
  );
}

/** Feedback as a model reads it: what kind it is, which part it is about, and the words. */
function feedbackSection(feedback: Feedback): string {
  switch (feedback.kind) {
    case 'kudos':
      return sections(
        'The author likes this response. They praise:',
        material('feedback', feedback.text),
        about(feedback),
      );
    case 'critique':
      return sections(
        'The author objects to this response. They say:',
        material('feedback', feedback.text),
        about(feedback),
      );
    case 'rewrite':
      return sections(
        'The author rewrote the response the way it ought to be. What matters is the principal difference between the two:',
        material('feedback', feedback.text),
      );
  }
}

function about(feedback: Exclude<Feedback, { kind: 'rewrite' }>): string | null {
  return feedback.quote === undefined
    ? null
    : sections('They mean this part of it:', material('quote', feedback.quote));
}
