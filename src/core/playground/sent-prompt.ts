import type { ModelPrompt, Part } from '../model/model-prompt';
import type { KeptImage, PlaygroundPart, PlaygroundPrompt } from './playground-work';

type Sent = Omit<PlaygroundPrompt, 'model'>;
type Images = Readonly<Record<string, KeptImage>>;

/** The prompt as a call sends it, to the byte as typed. An image that is not kept any more is left out. */
export function sentPrompt({ system, turns, parts }: Sent, images: Images): ModelPrompt {
  return {
    ...(system !== '' && { system }),
    turns: [
      ...turns.map(({ role, text }) => ({ role, parts: [{ type: 'text', text }] as const })),
      { role: 'user', parts: partsOf(parts, images) },
    ],
  };
}

/** The same without a chat template: its last text alone, which may be empty. */
export function rawPrompt({ parts }: Sent): ModelPrompt {
  return { turns: [{ role: 'user', parts: [{ type: 'text', text: typedText(parts) }] }] };
}

/** What was typed, images left out. */
export function typedText(parts: readonly PlaygroundPart[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

/** Whether there is anything to answer: an empty list of parts is no prompt, and neither are empty texts alone. */
export function isEmptyPrompt(parts: readonly PlaygroundPart[]): boolean {
  return parts.every((part) => part.type === 'text' && part.text === '');
}

function partsOf(parts: readonly PlaygroundPart[], images: Images): readonly Part[] {
  const sent = parts.flatMap((part): readonly Part[] => {
    if (part.type === 'text') return part.text === '' ? [] : [part];
    const image = images[part.sha256];
    return image === undefined ? [] : [{ type: 'image', mimeType: image.mimeType, data: image.data }];
  });
  return sent.length === 0 ? [{ type: 'text', text: '' }] : sent;
}
