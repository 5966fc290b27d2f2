/**
 * The `data` of each server-sent event, as it comes (html.spec.whatwg.org, "Event stream interpretation"). Names, ids and comments are
 * passed over; an event that the end of the stream cuts is not one.
 */
export async function* readEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const parse = createEventParser();
  let last = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const piece = decoder.decode(value, { stream: true });
      if (piece !== '') last = piece;
      yield* parse(piece);
    }
    // A carriage return at the very end is still waiting for its line feed.
    if (last.endsWith('\r')) yield* parse('\n');
  } finally {
    // Not awaited: a transfer that hangs may never say that it has ended.
    reader.cancel().catch(() => undefined);
  }
}

/** Takes the text in whatever pieces it comes, and gives the events that each piece completes. */
function createEventParser(): (piece: string) => readonly string[] {
  let rest = '';
  let data: string[] = [];

  return (piece) => {
    const events: string[] = [];
    // A carriage return at the end may be half of a line end, so it waits with its line for the next piece.
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '' && data.length > 0) {
        events.push(data.join('\n'));
        data = [];
      }
      const found = /^data(?:: ?|$)/.exec(line);
      if (found !== null) data.push(line.slice(found[0].length));
    }
    return events;
  };
}
