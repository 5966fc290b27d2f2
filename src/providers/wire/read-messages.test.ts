import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ending, Message } from './message-parser';
import { readMessages } from './read-messages';

describe('the messages of a body', () => {
  it('are those that were sent, with any line ends, comments and other fields, cut anywhere', async () => {
    const noise = fc.constantFrom(
      ...['', ': keep-alive', ':', 'event: message', 'id: 7', 'retry: 100', 'database: x', 'data:', 'data: : WORKING'],
    );
    const end = fc.constantFrom('\n', '\r\n', '\r');
    const event = fc.record({ value: fc.jsonValue(), noise, space: fc.boolean(), broken: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(event), end, cuts(), async (events, newline, at) => {
        const sent = events.filter(({ value }) => !Array.isArray(value));
        const text = sent
          .map(({ value, noise: other, space, broken }) => {
            // JSON may have line feeds between its tokens; each line is a field then.
            const lines = JSON.stringify(value, null, broken ? 1 : 0).split('\n');
            const fields = lines.map((line) => `data:${space ? ' ' : ''}${line}`);
            return [...(other === '' ? [] : [other, '']), ...fields, '', ''].join(newline);
          })
          .join('');

        const { values } = await readAll(text, at);

        expect(values).toEqual(sent.map(({ value }) => JSON.parse(JSON.stringify(value))));
      }),
      { numRuns: 300 },
    );
  });

  it('are the elements of a list, or the values that follow one another, cut anywhere', async () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    const frame = fc.constantFrom(['[', ',', ']'], ['[', ',\r\n', '\n]\n'], ['', '\n', ''], ['', '\n\n', '\n']);
    await fc.assert(
      fc.asyncProperty(fc.array(object, { minLength: 1 }), frame, cuts(), async (objects, [open, comma, close], at) => {
        const text = `${open}${objects.map((each) => JSON.stringify(each)).join(comma)}${close}`;

        const { values, ending } = await readAll(text, at);

        expect(values).toEqual(objects.map((each) => JSON.parse(JSON.stringify(each))));
        expect(ending).toEqual({ form: 'json', cut: false });
      }),
      { numRuns: 300 },
    );
  });

  const separators = '{"text":"a\u2028b\u0085c\u2029d"}';
  it.each<readonly [string, string, readonly unknown[], Ending]>([
    ['a mark of the byte order before the first event', '\u{feff}data: 1\n\n', [1], events],
    ['the last event without its blank line', 'data: 1\n\ndata: {"a":2}', [1, { a: 2 }], events],
    ['half of the last event', 'data: 1\n\ndata: {"a"', [1], { form: 'events', cut: true }],
    ['half of the last event on a line of its own', 'data: 1\n\ndata: {"a"\n', [1], { form: 'events', cut: true }],
    ['a line end that comes in two halves', 'data: 1\r\n\r\ndata: 2\r\n\r\n', [1, 2], events],
    ['a field without a colon', 'data\n\ndata: 1\n\n', [1], events],
    ['two events without the blank line between', 'data: {"a":1}\ndata: {"b":2}\n\n', [{ a: 1 }, { b: 2 }], events],
    ['the end of OpenAI', 'data: {}\n\ndata: [DONE]\n\n', [{}, done], events],
    ['the end of OpenAI without data:', 'data: {}\n\n[DONE]\n', [{}, done], events],
    ['the end of OpenAI without a line end', 'data: {}\n\ndata: [DONE]', [{}, done], events],
    ['letters that other languages end a line with', `data: ${separators}\n\n`, [JSON.parse(separators)], events],
    [
      'bare JSON after an event',
      'data: 1\r\n\r\n{\n  "error": {\n    "a": "}"\n  }\n}\n',
      [1, { error: { a: '}' } }],
      events,
    ],
    ['bare JSON before the blank line of an event', 'data: 1\n{"error":\n2}\n', [1, { error: 2 }], events],
    ['a whole answer before the end of events', '{"a":\n1}\n\ndata: [DONE]\n\n', [{ a: 1 }, done], events],
    ['a list in an event', 'data: [{"a":1},{"b":2}]\n\n', [{ a: 1 }, { b: 2 }], events],
    ['a list of odd things', '[null, "a,]\\"", 3, [4], ]', [null, 'a,]"', 3, [4]], json],
    ['a list that breaks off', '[{"a":1},{"b"', [{ a: 1 }], { form: 'json', cut: true }],
    ['a list that is not closed', '[{"a":1}', [{ a: 1 }], { form: 'json', cut: true }],
    ['an empty list', '[]', [], json],
    ['a value that breaks off', '{"a": "', [], { form: 'json', cut: true }],
    ['an event that is no JSON', 'data: oh no\n\n', ['text: oh no'], events],
    ['plain text', 'method=POST\npath=/v1', ['text: method=POST\npath=/v1'], { form: 'text', cut: false }],
    [
      'a page',
      '\n<!doctype html>\n{}\ndata: 1\n',
      ['text: <!doctype html>\n{}\ndata: 1'],
      { form: 'text', cut: false },
    ],
    ['comments alone', ': still here\n\n', [], events],
    ['blank lines alone', '\n\n\n', [], { form: 'nothing', cut: false }],
    ['nothing', '', [], { form: 'nothing', cut: false }],
  ])('are read of %s', async (_, text, values, ending) => {
    const bytes = new TextEncoder().encode(text);
    const everywhere = Array.from(bytes, (_byte, at) => at);

    expect(await readAll(text, [])).toEqual({ values, ending });
    expect(await readAll(text, everywhere)).toEqual({ values, ending });
  });

  it('are few and short although a page is a book', async () => {
    const { values } = await readAll(`<html>${'x'.repeat(500_000)}`, []);

    expect(values).toHaveLength(1);
    expect(String(values[0]).length).toBeLessThan(25_000);
  });

  it('are let go of when nobody reads them any more', async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const message of readMessages(stream)) {
      expect(message).toEqual({ type: 'json', value: 1 });
      break;
    }
    expect(cancelled).toBe(true);
  });

  it('that were complete come before the failure of the transfer', async () => {
    let sent = false;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent) controller.error(new Error('broken'));
        else controller.enqueue(new TextEncoder().encode('data: 1\n\ndata: 2'));
        sent = true;
      },
    });
    const messages = readMessages(stream);

    expect((await messages.next()).value).toEqual({ type: 'json', value: 1 });
    expect((await messages.next()).value).toEqual({ type: 'json', value: 2 });
    await expect(messages.next()).rejects.toThrow('broken');
  });
});

const done = 'done';
const events = { form: 'events', cut: false } as const;
const json = { form: 'json', cut: false } as const;

function cuts() {
  return fc.array(fc.nat(), { maxLength: 12 });
}

async function readAll(text: string, at: readonly number[]) {
  const messages = readMessages(inPieces(new TextEncoder().encode(text), at));
  const values: unknown[] = [];
  for (;;) {
    const next = await messages.next();
    if (next.done === true) return { values, ending: next.value };
    values.push(shown(next.value));
  }
}

function shown(message: Message): unknown {
  switch (message.type) {
    case 'json':
      return message.value;
    case 'done':
      return done;
    case 'text':
      return `text: ${message.text}`;
  }
}

function inPieces(bytes: Uint8Array, at: readonly number[]): ReadableStream<Uint8Array> {
  const places = [0, ...at.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return new ReadableStream({
    start(controller) {
      for (const [index, from] of places.entries()) {
        controller.enqueue(bytes.slice(from, places[index + 1] ?? bytes.length));
      }
      controller.close();
    },
  });
}
