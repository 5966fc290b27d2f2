import type { ModelPrompt } from '../../core/model/model-prompt';
import { rawPrompt, sentPrompt } from '../../core/playground/sent-prompt';
import type { PlaygroundContext } from './playground-context';
import { evaluateAs } from './select-playground';

/** What the task on the screen would send now. */
export function presentPrompt({ kept, get }: Pick<PlaygroundContext, 'kept' | 'get'>): ModelPrompt {
  const { task, prompt, complete, images } = kept();
  const isRaw = task === 'evaluate' ? evaluateAs(get()) === 'continuation' : complete.options.rawPrompt === true;
  return isRaw ? rawPrompt(prompt) : sentPrompt(prompt, images);
}
