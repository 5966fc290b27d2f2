import { estimateTokens } from '../../core/calls/estimate-tokens';
import type { BrowserQuestion } from '../../core/model/browser-model';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import { promptText } from '../../core/model/model-prompt';
import type { ModelRef } from '../../core/model/model-ref';
import type { ModelRequest } from '../../core/model/model-request';
import type { Reply } from '../../core/model/reply';
import { questionOf } from './question';

const ref: ModelRef = { provider: 'browser' };

/** The worker's side: the browser's model, as the page answers for it. `ask` throws ModelError, and an abort's reason at once. */
export function browserLanguageModel(
  ask: (question: BrowserQuestion, signal: AbortSignal) => AsyncIterable<string>,
): LanguageModel {
  return {
    ref,
    capabilities: capabilitiesOf(ref),
    async *stream(request, signal): AsyncGenerator<ModelEvent> {
      signal.throwIfAborted();
      const question = questionOf(request);
      let text = '';
      try {
        for await (const piece of ask(question, signal)) {
          text += piece;
          yield { type: 'text', text: piece };
        }
      } catch (error) {
        throw error instanceof ModelError ? new ModelError({ ...error.data, partialText: text }) : error;
      }
      yield { type: 'done', reply: replyOf(text, request), cached: false };
    },
  };
}

function replyOf(text: string, request: ModelRequest): Reply {
  if (text.trim() === '') {
    throw new ModelError({
      kind: 'empty',
      code: 'NO_TEXT',
      message: "The browser's built-in model ended without a word. Run it again, or choose another model in Settings.",
    });
  }
  const usage = {
    inputTokens: estimateTokens(promptText(request.prompt)),
    outputTokens: estimateTokens(text),
    thoughtTokens: 0,
    estimated: true,
  };
  return { text, finish: { kind: 'stop', code: 'STOP' }, usage };
}
