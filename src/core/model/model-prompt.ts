/** What a model is shown: an optional system text and the turns so far, the last one the user's. */
export interface ModelPrompt {
  readonly system?: string;
  readonly turns: readonly PromptTurn[];
}

export interface PromptTurn {
  readonly role: 'user' | 'model';
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly type: 'text'; readonly text: string }
  /** `data` is base64 without a data-URL prefix. */
  | { readonly type: 'image'; readonly mimeType: string; readonly data: string };

export function userPrompt(text: string, system?: string): ModelPrompt {
  const turns: readonly PromptTurn[] = [{ role: 'user', parts: [{ type: 'text', text }] }];
  return system === undefined ? { turns } : { system, turns };
}

/** All text of a prompt, system first, parts and turns separated by blank lines. */
export function promptText(prompt: ModelPrompt): string {
  const turns = prompt.turns.map(({ parts }) => textOf(parts));
  return (prompt.system === undefined ? turns : [prompt.system, ...turns]).join('\n\n');
}

/** The text of one turn. */
export function textOf(parts: readonly Part[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '[image]')).join('\n\n');
}
