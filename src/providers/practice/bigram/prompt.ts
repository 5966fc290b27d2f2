import { ModelError } from '../../../core/model/model-error';
import type { ModelPrompt } from '../../../core/model/model-prompt';
import type { Vocabulary } from './vocabulary';

/** What prompt and completion may have together. */
export const contextTokens = 32_768;

/** A begin token, then system and turns with a line break between two; the reply goes on behind the last word. Throws ModelError. */
export function promptIds(vocabulary: Vocabulary, prompt: ModelPrompt): readonly number[] {
  const texts = [...(prompt.system === undefined || prompt.system === '' ? [] : [prompt.system]), ...turnTexts(prompt)];
  const text = texts.join('\n');
  if (text === '') {
    throw badRequest(
      'NO_PROMPT',
      'The prompt is empty. Write one, or tick Raw prompt for a text that begins by itself.',
    );
  }
  return [vocabulary.begin, ...vocabulary.encode(text)];
}

/** The one user text to the byte; a system text or earlier turns have no place in it. */
export function rawText({ system = '', turns }: ModelPrompt): string {
  const [turn, ...others] = turns;
  if (system !== '' || others.length > 0 || turn?.role === 'model') {
    throw badRequest('RAW_TURNS', 'A raw prompt is one text: it has no system text and no earlier turns.');
  }
  return turnTexts({ turns })[0] ?? '';
}

/** Throws ModelError `too-long`, with both numbers. */
export function checkContext(tokens: number, of: string): void {
  if (tokens <= contextTokens) return;
  throw new ModelError({
    kind: 'too-long',
    code: 'CONTEXT',
    message: `${of} ${tokens} tokens, but the practice token model holds ${contextTokens} in all. Shorten it.`,
  });
}

function turnTexts({ turns }: ModelPrompt): readonly string[] {
  return turns.map(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : noImages())).join(''));
}

function noImages(): never {
  throw badRequest(
    'NO_IMAGES',
    'The practice token model reads text alone. Take the image out, or choose another model.',
  );
}

export function badRequest(code: string, message: string): ModelError {
  return new ModelError({ kind: 'bad-request', code, message });
}
