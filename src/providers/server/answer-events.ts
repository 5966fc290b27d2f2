import { readMessages } from '../wire/read-messages';

/**
 * The events of an answer, parsed; undefined for one that is no JSON. Returns whether the server said that it had come to the end
 * (`[DONE]`, or the end of a whole answer). Throws when the transfer breaks.
 */
export type AnswerEvents = AsyncGenerator<unknown, { readonly saidDone: boolean }, undefined>;

export async function* answerEvents(response: Response): AnswerEvents {
  const messages = readMessages(response.body);
  try {
    for (;;) {
      const next = await messages.next();
      if (next.done === true) return { saidDone: next.value.form === 'json' && !next.value.cut };
      if (next.value.type === 'done') return { saidDone: true };
      yield next.value.type === 'json' ? next.value.value : undefined;
    }
  } finally {
    // Not awaited: a transfer that hangs may never say that it has ended.
    void messages.return({ form: 'nothing', cut: true });
  }
}
