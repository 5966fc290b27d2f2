import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents } from './read-events';

describe('readEvents', () => {
  it('gives what was sent, with any line ends, comments and other fields, cut anywhere', async () => {
    const data = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n\u{feff}]/u.test(text));
    const noise = fc.constantFrom(
      '',
      ': keep-alive',
      'event: message',
      'id: 7',
      'retry: 100',
      'database: x',
      'nonsense',
    );
    const end = fc.constantFrom('\n', '\r\n', '\r');
    const event = fc.record({ lines: fc.array(data, { minLength: 1, maxLength: 3 }), noise, space: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(event), end, fc.array(fc.nat(), { maxLength: 12 }), async (events, newline, cuts) => {
        const text = events
          .map(({ lines, noise: other, space }) => {
            // Without the space, one that the data begins with would be taken for it.
            const fields = lines.map((line) => `data:${space || line.startsWith(' ') ? ' ' : ''}${line}`);
            return [...(other === '' ? [] : [other]), ...fields, '', ''].join(newline);
          })
          .join('');
        const bytes = new TextEncoder().encode(text);

        const read = await all(inPieces(bytes, cuts));

        expect(read).toEqual(events.map(({ lines }) => lines.join('\n')));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a mark of the byte order before the first event', '\u{feff}data: a\n\n', ['a']],
    ['an event that the end cuts', 'data: a\n\ndata: b', ['a']],
    ['an event that the end cuts after its line', 'data: a\n\ndata: b\n', ['a']],
    ['a line end that comes in two halves', 'data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b']],
    ['a field without a colon', 'data\n\n', ['']],
    ['blank lines alone', '\n\n\n', []],
    ['the end of OpenAI', 'data: {}\n\ndata: [DONE]\n\n', ['{}', '[DONE]']],
  ])('reads %s', async (_, text, events) => {
    const bytes = new TextEncoder().encode(text);
    expect(await all(inPieces(bytes, []))).toEqual(events);
    expect(
      await all(
        inPieces(
          bytes,
          Array.from(bytes, (_byte, at) => at),
        ),
      ),
    ).toEqual(events);
  });

  it('lets go of a stream that nobody reads any more', async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: a\n\n')),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const event of readEvents(stream)) {
      expect(event).toBe('a');
      break;
    }
    expect(cancelled).toBe(true);
  });

  it('throws when the stream breaks', async () => {
    const stream = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('broken')) });
    await expect(all(stream)).rejects.toThrow('broken');
  });
});

function inPieces(bytes: Uint8Array, cuts: readonly number[]): ReadableStream<Uint8Array> {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return new ReadableStream({
    start(controller) {
      for (const [at, from] of places.entries()) controller.enqueue(bytes.slice(from, places[at + 1] ?? bytes.length));
      controller.close();
    },
  });
}

async function all(stream: ReadableStream<Uint8Array>): Promise<readonly string[]> {
  const events: string[] = [];
  for await (const event of readEvents(stream)) events.push(event);
  return events;
}
