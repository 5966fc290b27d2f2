import type { PlaygroundPart } from '../../../core/playground/playground-work';

const noText: PlaygroundPart = { type: 'text', text: '' };

/** A text before, between and after all images, so that there is a field everywhere; equal to what is kept but for empty texts. */
export function withTextAround(parts: readonly PlaygroundPart[]): readonly PlaygroundPart[] {
  const around: PlaygroundPart[] = [];
  for (const part of parts) {
    const before = around.at(-1);
    if (part.type === 'text' && before?.type === 'text') around[around.length - 1] = joined(before, part);
    else if (part.type === 'image' && before?.type !== 'text') around.push(noText, part);
    else around.push(part);
  }
  return around.at(-1)?.type === 'text' ? around : [...around, noText];
}

/** Without the image at this place: the texts before and after it become one. */
export function withoutPart(parts: readonly PlaygroundPart[], place: number): readonly PlaygroundPart[] {
  return withTextAround(parts.filter((_, other) => other !== place));
}

function joined(one: { readonly text: string }, other: { readonly text: string }): PlaygroundPart {
  return { type: 'text', text: one.text + other.text };
}
