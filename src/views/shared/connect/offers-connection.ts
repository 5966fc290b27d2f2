import { isPractice } from '../../../core/model/model-ref';
import { firstSample } from '../../../core/project/first-sample';
import { fetchedSamples, samples } from '../../../core/project/samples';
import { documentAt } from '../../../core/prompt/history';
import type { PromptDocument } from '../../../core/prompt/prompt-document';
import type { Studio } from '../../../store/studio';
import type { KeyCheck } from '../../../store/studio-state';

/** What the offer depends on, and nothing that changes while a response is written. */
export interface OfferInput extends Pick<Studio['project'], 'id' | 'prompt' | 'history'> {
  readonly shown: Pick<Studio['project']['turns'][number], 'model' | 'revisionId'> | null;
  readonly settings: Pick<Studio['settings'], 'promptModel' | 'connectClosed'>;
  readonly keyCheck: KeyCheck;
}

/**
 * Whether the responses pane offers to connect a model: the practice model answers, or has answered, a prompt of the author's own. A
 * sample's prompt is made for it, also with principles folded in. Once a key is accepted, the offer stays until the next responses.
 */
export function offersConnection({ id, shown, settings, keyCheck, ...project }: OfferInput): boolean {
  if (settings.connectClosed.includes(id)) return false;
  const practises = isPractice(settings.promptModel);
  const justConnected = keyCheck.status === 'accepted' && keyCheck.replaced !== null;
  if (!practises && !justConnected) return false;
  if (shown !== null && !isPractice(shown.model)) return false;
  return isOwn(shown === null ? project.prompt : documentOf(project, shown.revisionId));
}

/** What was sent; the present document where the history does not know it any more. */
function documentOf(
  { prompt, history }: Pick<OfferInput, 'prompt' | 'history'>,
  revisionId: string | null,
): PromptDocument {
  const isKnown = revisionId === null || history.revisions.some(({ id }) => id === revisionId);
  return isKnown ? documentAt({ document: prompt, history }, revisionId) : prompt;
}

function isOwn({ preamble, fold }: PromptDocument): boolean {
  const written = (fold?.original ?? preamble).trim();
  return written !== '' && !samplePreambles.has(written);
}

const samplePreambles: ReadonlySet<string> = new Set([
  ...[firstSample, ...samples].map((sample) => sample.build({ id: '', at: '' }).prompt.preamble.trim()),
  ...fetchedSamples.flatMap(({ preamble }) => preamble ?? []),
]);
