import { isRecord } from './content-parts';

type JsonRecord = Readonly<Record<string, unknown>>;

/** An event of llama.cpp's own `/completion` in the names of OpenAI; any other event as it is. */
export function asOpenAi(event: JsonRecord): JsonRecord {
  if ('choices' in event || typeof event.content !== 'string' || typeof event.stop !== 'boolean') return event;
  const { content, tokens, stop, stop_type: why, completion_probabilities: told, model } = event;
  const choice = {
    text: content,
    token_ids: tokens,
    finish_reason: stop ? (typeof why === 'string' ? why : 'stop') : null,
    logprobs: Array.isArray(told) ? { content: told } : null,
  };
  const usage = { prompt_tokens: event.tokens_evaluated, completion_tokens: event.tokens_predicted };
  return { choices: [choice], model, ...(stop && isRecord(usage) ? { usage } : {}) };
}
