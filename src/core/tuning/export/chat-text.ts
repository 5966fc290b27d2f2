import type { TextTurn } from '../run/made-row';
import type { ChatTemplate } from './export-settings';

/**
 * A conversation as one text, in the form that a model of this family is trained on; what is said stands in it as it is. The token that
 * begins a text is left to the tokenizer, which sets it.
 */
export function chatText(turns: readonly TextTurn[], template: ChatTemplate): string {
  switch (template) {
    case 'zephyr':
      return turns.map(({ role, text }) => `<|${roleNames[role]}|>\n${text}</s>\n`).join('');
    case 'chatml':
      return turns.map(({ role, text }) => `<|im_start|>${roleNames[role]}\n${text}<|im_end|>\n`).join('');
    case 'llama-3':
      return turns
        .map(({ role, text }) => `<|start_header_id|>${roleNames[role]}<|end_header_id|>\n\n${text}<|eot_id|>`)
        .join('');
    case 'gemma':
      return withoutSystem(turns)
        .map(({ role, text }) => `<start_of_turn>${role}\n${text}<end_of_turn>\n`)
        .join('');
    case 'none':
      return turns.map(({ text }) => text).join('\n\n');
  }
}

export const roleNames = { system: 'system', user: 'user', model: 'assistant' } as const;

/** The words of one turn are the prompt; of several, who said what. */
export function plainPrompt(turns: readonly TextTurn[]): string {
  const [only] = turns;
  if (only !== undefined && turns.length === 1) return only.text;
  return turns.map(({ role, text }) => (role === 'system' ? text : `${speakers[role]}: ${text}`)).join('\n\n');
}

const speakers = { user: 'User', model: 'Assistant' } as const;

/** Gemma knows no system turn: its words stand above those of the user. */
function withoutSystem(turns: readonly TextTurn[]): readonly TextTurn[] {
  const system = turns.filter(({ role }) => role === 'system').map(({ text }) => text);
  const others = turns.filter(({ role }) => role !== 'system');
  const first = others.findIndex(({ role }) => role === 'user');
  if (system.length === 0) return others;
  return others.map((turn, at) => (at === first ? { ...turn, text: [...system, turn.text].join('\n\n') } : turn));
}
