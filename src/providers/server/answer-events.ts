import { readEvents } from './read-events';

/**
 * The events of an answer, parsed; undefined for one that is no JSON. Returns whether the server said that it had come to the end
 * (`[DONE]`). A server that does not stream gives one event, the whole answer. Throws when the transfer breaks.
 */
export type AnswerEvents = AsyncGenerator<unknown, { readonly saidDone: boolean }, undefined>;

export async function* answerEvents(response: Response): AnswerEvents {
  if (/^application\/json\b/i.test(response.headers.get('content-type') ?? '')) {
    yield parse(await response.text());
    return { saidDone: true };
  }
  if (response.body === null) return { saidDone: false };
  for await (const data of readEvents(response.body)) {
    if (data.trim() === '[DONE]') return { saidDone: true };
    // Some gateways send one to keep the line open.
    if (data.trim() !== '') yield parse(data);
  }
  return { saidDone: false };
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
