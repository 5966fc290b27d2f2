import { createMessageParser, type Ending, type Message } from './message-parser';

/** The messages of a body, as they come; returns how it ended. Throws when the transfer breaks, after all that was complete. */
export type Messages = AsyncGenerator<Message, Ending, undefined>;

export async function* readMessages(body: ReadableStream<Uint8Array> | null): Messages {
  if (body === null) return { form: 'nothing', cut: false };
  const reader = body.getReader();
  // A mark of the byte order is taken out by it.
  const decoder = new TextDecoder();
  const parser = createMessageParser();
  try {
    for (;;) {
      const next = await nextPiece(reader);
      if (next.broken !== undefined) {
        yield* parser.end().messages;
        throw next.broken.reason;
      }
      if (next.done) break;
      yield* parser.take(decoder.decode(next.value, { stream: true }));
    }
    yield* parser.take(decoder.decode());
    const { messages, ending } = parser.end();
    yield* messages;
    return ending;
  } finally {
    // Not awaited: a transfer that hangs may never say that it has ended.
    reader.cancel().catch(() => undefined);
  }
}

interface Piece {
  readonly done: boolean;
  readonly value?: Uint8Array | undefined;
  readonly broken?: { readonly reason: unknown };
}

async function nextPiece(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Piece> {
  try {
    return await reader.read();
  } catch (reason) {
    return { done: true, broken: { reason } };
  }
}
