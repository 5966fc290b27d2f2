import type { Honoured } from './completion-capabilities';

/** Models are made to reply unless their name says that they were only trained to go on. */
export function isInstructed(id: string): boolean {
  return !/(?:^|[-_/.])(?:base|pt|phi-2|phi-1_5|phi-1)(?=$|[-_/.:])/i.test(id);
}

/** By the name of a local model, as WebLLM's list has them; the loaded model is asked once more before a call. */
export function isVision(id: string): boolean {
  return /(?:^|[-_/.])vision(?=$|[-_/.:])/i.test(id);
}

/** By its name, which holds the word in every list there is. */
export function isEmbedder(id: string): boolean {
  return /embed/i.test(id);
}

export function every<Name extends string>(names: readonly Name[], value: Honoured): Readonly<Record<Name, Honoured>> {
  // Object.fromEntries forgets which keys it was given.
  return Object.fromEntries(names.map((name) => [name, value])) as Record<Name, Honoured>;
}
