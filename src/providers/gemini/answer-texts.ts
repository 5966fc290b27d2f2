import { orAbort } from '../../core/model/abort';
import type { Ending } from '../wire/message-parser';
import { pageTitle } from '../wire/page-title';
import { type Messages, readMessages } from '../wire/read-messages';
import { isError, saidIn } from '../wire/said';
import { type Answer, addChunk, chunkText, noAnswer, type TransferEnd } from './answer';
import type { GeminiCall } from './call';
import { readChunk } from './chunk';
import { streamCut, unknownFormat } from './outcome-errors';
import { refusalIn } from './refusal';
import { refusalError } from './refusal-error';

/** Yields each piece of text, an empty one for a piece of thoughts; returns the whole answer with how it ended. */
export type AnswerTexts = AsyncGenerator<string, { readonly answer: Answer; readonly end: TransferEnd }, undefined>;

export async function* answerTexts(
  body: ReadableStream<Uint8Array> | null,
  {
    call,
    sent,
    signal,
  }: { readonly call: GeminiCall; readonly sent: ReadonlySet<string>; readonly signal: AbortSignal },
): AnswerTexts {
  const messages = readMessages(body);
  let answer = noAnswer;
  let isGemini = false;
  let saidDone = false;
  const strange = createStrangeWords();
  for (;;) {
    const next = await orAbort(
      nextMessage(messages, () => answer),
      signal,
    );
    if (next.done === true) {
      // A page, a sentence, or other JSON: most likely a wrong address.
      if (!isGemini && strange.came) throw unknownFormat(answer, { call, words: strange.words() });
      return { answer, end: saidDone ? 'whole' : endOf(next.value) };
    }
    signal.throwIfAborted();
    const message = next.value;
    if (message.type === 'done') saidDone = true;
    else if (message.type === 'text') strange.add(message.text);
    else {
      const chunk = readChunk(message.value);
      if (isError(message.value)) {
        throw refusalError(refusalIn(message.value), call, { partialText: answer.text, sent });
      }
      if (chunk === undefined) strange.add(message.value);
      else {
        isGemini = true;
        answer = addChunk(answer, chunk);
        yield chunkText(chunk);
      }
    }
    if (!isGemini && strange.isMuch) throw unknownFormat(answer, { call, words: strange.words() });
  }
}

/** Whatever breaks while the answer comes is a cut transfer; once the model has finished, nothing is missing. */
async function nextMessage(messages: Messages, sofar: () => Answer): ReturnType<Messages['next']> {
  try {
    return await messages.next();
  } catch {
    const answer = sofar();
    if (answer.finishReason !== undefined) return { done: true, value: { form: 'events', cut: false } };
    throw streamCut(answer);
  }
}

function endOf({ form, cut }: Ending): TransferEnd {
  if (cut || form === 'nothing') return 'cut';
  return form === 'json' ? 'whole' : 'open';
}

/** What came beside the answer, or in its place. Gateways have events of their own, so it is only told of when no answer comes. */
function createStrangeWords() {
  let first: unknown;
  let count = 0;
  return {
    add(value: unknown): void {
      first ??= value;
      count += 1;
    },
    get came() {
      return count > 0;
    },
    /** Nobody has to wait for the end of a stream of something else. */
    get isMuch() {
      return count >= 20;
    },
    words: () => (typeof first === 'string' ? pageless(first) : saidIn(first).message),
  };
}

function pageless(text: string): string {
  return text.startsWith('<') ? pageTitle(text) : text;
}
