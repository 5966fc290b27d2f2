import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createThoughtFilter, withoutThoughts } from './thoughts';

describe('withoutThoughts', () => {
  it.each([
    ['An answer.', 'An answer.'],
    ['  An answer.', '  An answer.'],
    ['<think>Rhymes.</think>An answer.', 'An answer.'],
    ['<THINK>Rhymes.</Think>An answer.', 'An answer.'],
    ['\n<think>\nRhymes.\n</think>\n\nAn answer.\n', 'An answer.\n'],
    ['<think></think>\n\nAn answer.', 'An answer.'],
    ['<think>Never ending', ''],
    ['<think>One.</think>\n<think>Two.</think>\nAn answer.', 'An answer.'],
    ['<think>a</think>b</think>c', 'b</think>c'],
    ['<thinking>Rhymes.</thinking>\nAn answer.', 'An answer.'],
    ['<thought>Rhymes.</thought>An answer.', 'An answer.'],
    ['<reasoning>\nRhymes.\n</reasoning>\n\nAn answer.', 'An answer.'],
    ['[THINK]Rhymes.[/THINK]An answer.', 'An answer.'],
    ['◁think▷Rhymes.◁/think▷An answer.', 'An answer.'],
    ['<|begin_of_thought|>Rhymes.<|end_of_thought|>An answer.', 'An answer.'],
    ['<thinking>is no mark of </think> its own</thinking>An answer.', 'An answer.'],
    ['<thinker>Rodin</thinker>', '<thinker>Rodin</thinker>'],
    ['', ''],
    [' \n', ' \n'],
    ['<thi', '<thi'],
  ])('of %j leaves %j', leaves);

  describe('in channels', () => {
    it.each([
      ['<|channel>thought\nRhymes.<channel|>An answer.', 'An answer.'],
      ['<|channel>thought\n<channel|>An answer.', 'An answer.'],
      ['<|channel|>thought\nRhymes.<channel|>An answer.', 'An answer.'],
      ['<|channel>thought\nRhymes, never ending', ''],
      ['<|channel>thou', ''],
      [
        '<|channel|>analysis<|message|>Rhymes.<|end|><|start|>assistant<|channel|>final<|message|>An answer.<|return|>',
        'An answer.',
      ],
      [
        '<|start|>assistant<|channel|>analysis<|message|>Rhymes.<|end|>\n<|channel|>final<|message|>An answer.',
        'An answer.',
      ],
      ['<|channel|>analysis<|message|>Rhymes.<|channel|>final<|message|>An answer.', 'An answer.'],
      [
        '<|channel|>commentary to=functions.look <|constrain|>json<|message|>{"a":1}<|call|><|channel|>final<|message|>An answer.',
        'An answer.',
      ],
      ['<|channel|>final<|message|>Is 1 <| 2? <', 'Is 1 <| 2? <'],
      ['<|channel|>final <|constrain|>json<|message|>{"a":1}', '{"a":1}'],
      ['<|start|>assistant<|message|>An answer.<|end|>', 'An answer.'],
      ['<|channel|>analysis<|message|>Rhymes, never ending', ''],
    ])('of %j leaves %j', leaves);
  });

  describe('whose opening mark was in the prompt', () => {
    it.each([
      ['Rhymes.\n</think>\n\nAn answer.', 'An answer.'],
      ['Rhymes.</think>An answer.', 'An answer.'],
      ['Rhymes!\n</thinking>\nAn answer.', 'An answer.'],
      ['</think>An answer.', 'An answer.'],
      ['Rhymes.<channel|>An answer.', 'An answer.'],
      ['A fence:\n```\nx\n```\n</think>\nAn answer.', 'An answer.'],
    ])('of %j leaves %j', leaves);
  });

  describe('are not found in an answer that tells about their marks', () => {
    it.each([
      'Write </think> at the end.',
      'The mark `<think>` begins thoughts, and\n</think> ends them.',
      'Use it so:\n<think>\nthoughts\n</think>\n',
      'Close it so:\n```xml\n</think>\n```\nThat is all.',
      'Close it so:\n~~~\n```\n</think>\n~~~\n',
      '```\n<think>a</think>\n```',
      '`<think>` is a mark.',
      'Models write "<thinking>", then "</thinking>".',
      'Gemma writes <|channel>thought and then <channel|>.',
      'An answer. <think>Late.</think> More.',
    ])('%j', (raw) => leaves(raw, raw));
  });

  function leaves(raw: string, text: string): void {
    const readable = withoutThoughts(raw);
    expect(readable.text).toBe(text);
    expect(raw.slice(readable.from, readable.to)).toBe(text);
  }
});

describe('createThoughtFilter', () => {
  it('shows the same of a text in pieces', () => {
    const part = fc.oneof(
      fc.constantFrom('<think>', '</think>', '\n', ' ', '<', 'think>', '</thi', 'nk>', '.</think>', '\n</think>\n\n'),
      fc.constantFrom(
        '<|channel|>',
        '<|channel>',
        'thought\n',
        'final',
        '<|message|>',
        '<|end|>',
        '<channel|>',
        '<|start|>',
      ),
      fc.constantFrom('```\n', '[THINK]', '[/think]', '<thinking>', 'ing>', 'İ'),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (pieces) => {
        expect(shownOf(pieces)).toBe(withoutThoughts(pieces.join('')).text);
      }),
      { numRuns: 4000 },
    );
  });

  it('shows the same cut at any place', () => {
    const raw = ' <|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b < c<|return|>';
    for (const at of raw.split('').keys()) expect(shownOf([raw.slice(0, at), raw.slice(at)])).toBe('b < c');
  });

  it.each(['\n', ' ', '<', '<think>', 'a</think>', '<|channel|>', '\n```\n</think>', 'word '])(
    'reads 50,000 letters of %j letter by letter',
    (piece) => {
      const text = piece.repeat(Math.ceil(50_000 / piece.length));
      for (const raw of [text, `<think>${text}`, `<|channel|>final<|message|>${text}`]) {
        expect(shownOf([...raw])).toBe(withoutThoughts(raw).text);
      }
    },
  );

  it('shows an answer without thoughts as it comes', () => {
    const filter = createThoughtFilter();
    expect(['Roses', ' are', ' red.'].map((piece) => filter.take(piece))).toEqual([
      { kind: 'text', text: 'Roses' },
      { kind: 'text', text: ' are' },
      { kind: 'text', text: ' red.' },
    ]);
  });
});

function shownOf(pieces: readonly string[]): string {
  const filter = createThoughtFilter();
  let shown = '';
  for (const next of [...pieces.map((piece) => filter.take(piece)), filter.end()]) {
    shown = next.kind === 'anew' ? next.text : shown + next.text;
  }
  return shown;
}
