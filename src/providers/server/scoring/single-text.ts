import { ModelError } from '../../../core/model/model-error';
import type { ModelPrompt } from '../../../core/model/model-prompt';

/** The one user text of a prompt that goes to the model to the byte. Throws a ModelError for a prompt of another form. */
export function singleText({ system, turns }: ModelPrompt): string {
  const [turn, ...others] = turns;
  const [part, ...more] = turn?.parts ?? [];
  const isPlain = system === undefined && others.length === 0 && more.length === 0 && turn?.role !== 'model';
  if (isPlain && part === undefined) return '';
  if (isPlain && part?.type === 'text') return part.text;
  const message =
    'A prompt without a chat template is one text. Leave out the system text, earlier turns and images, or use the chat template.';
  throw new ModelError({ kind: 'bad-request', code: 'NOT_ONE_TEXT', message });
}
