import type { Ending, Message } from '../wire/message-parser';
import { readMessages } from '../wire/read-messages';

/** What came of an answer: events in JSON, and other texts. */
export type AnswerEvent = Exclude<Message, { readonly type: 'done' }>;

/** How it ended. `saidDone`: the server said that it had come to the end (`[DONE]`). */
export type AnswerEnd = Ending & { readonly saidDone: boolean };

/** The events of an answer as they come, whatever its content type says. Throws when the transfer breaks. */
export type AnswerEvents = AsyncGenerator<AnswerEvent, AnswerEnd, undefined>;

export async function* answerEvents(response: Response): AnswerEvents {
  const messages = readMessages(response.body);
  try {
    for (;;) {
      const next = await messages.next();
      if (next.done === true) return { ...next.value, saidDone: false };
      if (next.value.type === 'done') return { form: 'events', cut: false, saidDone: true };
      yield next.value;
    }
  } finally {
    // Not awaited: a transfer that hangs may never say that it has ended.
    void messages.return({ form: 'nothing', cut: true });
  }
}
