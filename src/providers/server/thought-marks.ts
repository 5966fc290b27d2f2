/*
 * How models mark the thoughts that they write before an answer, as their chat templates have it. A server that knows its model takes them
 * out; others leave them in the text. Marks are compared without regard to case; all of them are ASCII but Kimi's.
 */

/** Where thoughts begin, and what ends them. */
interface MarkPair {
  readonly open: string;
  readonly close: string;
}

const tags = ['think', 'thinking', 'thought', 'thoughts', 'reasoning', 'seed:think'] as const;

const pairs: readonly MarkPair[] = [
  ...tags.map((name) => ({ open: `<${name}>`, close: `</${name}>` })),
  // Magistral; Kimi-VL; OpenThinker; Command A Reasoning.
  { open: '[think]', close: '[/think]' },
  { open: '◁think▷', close: '◁/think▷' },
  { open: '<|begin_of_thought|>', close: '<|end_of_thought|>' },
  { open: '<|start_thinking|>', close: '<|end_thinking|>' },
];

/** Harmony (gpt-oss): `<|start|>assistant<|channel|>analysis<|message|>…<|end|>`. Gemma: `<|channel>thought⏎…<channel|>`. */
const channelOpen = ['<|channel|>', '<|channel>'] as const;
const turnOpen = '<|start|>';
const messageOpen = '<|message|>';
const channelClose = ['<|end|>', '<|return|>', '<|call|>', '<channel|>'] as const;

/** The next channel or turn, without a mark that ends the one before. They stay, to be read as what they open. */
export const opensChannel: readonly string[] = [...channelOpen, turnOpen];

/** What ends the thoughts of a channel, and what ends its answer. */
export const endsChannel: readonly string[] = channelClose;

/** Channels whose text is for the reader. */
const readable: ReadonlySet<string> = new Set(['final', 'response', 'answer']);

/** Longer than any head of a channel that was seen, such as `<|channel|>commentary to=functions.search <|constrain|>json<|message|>`. */
const longestHead = 200;

export const openingMarks: readonly string[] = [...pairs.map(({ open }) => open), ...opensChannel];
export const closingMarks: readonly string[] = [...pairs.map(({ close }) => close), '<channel|>'];
export const longestMark = Math.max(...[...openingMarks, ...closingMarks, ...channelClose].map(({ length }) => length));

/** What stands at the beginning of an answer. `length` is that of the mark. */
export type Beginning =
  | { readonly kind: 'text' }
  /** It may become a mark, or the head of one is not over yet. */
  | { readonly kind: 'open'; readonly headBegan: boolean }
  | { readonly kind: 'thoughts'; readonly length: number; readonly endMarks: readonly string[] }
  /** In a channel: text up to one of `endsChannel`. */
  | { readonly kind: 'channel-text'; readonly length: number }
  /** A mark that ends thoughts which began in the prompt. */
  | { readonly kind: 'end-mark'; readonly length: number };

/** Looks at the first letters of a text that begins with no blank. */
export function beginningOf(text: string): Beginning {
  const lower = asciiLower(text.slice(0, longestHead + longestMark));
  for (const { open, close } of pairs) {
    if (lower.startsWith(open)) return { kind: 'thoughts', length: open.length, endMarks: [close] };
  }
  const end = [...closingMarks, ...channelClose].find((mark) => lower.startsWith(mark));
  if (end !== undefined) return { kind: 'end-mark', length: end.length };
  if (opensChannel.some((mark) => lower.startsWith(mark))) return channelOf(lower);
  const mayBecome = [...openingMarks, ...closingMarks, ...channelClose].some((mark) => mark.startsWith(lower));
  return mayBecome ? { kind: 'open', headBegan: false } : { kind: 'text' };
}

/** Letters outside of ASCII may change their length, and places in the text with it. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The head of a channel ends with `<|message|>`, or with its line. */
function channelOf(text: string): Beginning {
  const message = text.indexOf(messageOpen);
  const head = message === -1 ? text : text.slice(0, message);
  const [opening] = channelOpen
    .map((mark) => ({ mark, at: head.indexOf(mark) }))
    .filter(({ at }) => at !== -1)
    .toSorted((one, other) => one.at - other.at);
  const named = opening === undefined ? head.length : opening.at + opening.mark.length;
  const line = head.indexOf('\n', named);
  const ends = [message, line].filter((at) => at !== -1);
  if (ends.length === 0) {
    if (text.length < longestHead) return { kind: 'open', headBegan: true };
    return { kind: 'thoughts', length: named, endMarks: [...channelClose, ...opensChannel] };
  }
  const end = Math.min(...ends);
  const length = end === message ? end + messageOpen.length : end + 1;
  const name = /^\s*(\w*)/.exec(text.slice(named, end))?.[1] ?? '';
  // Without a channel, as in `<|start|>assistant<|message|>`, it is an answer.
  if (opening === undefined || readable.has(name)) return { kind: 'channel-text', length };
  return { kind: 'thoughts', length, endMarks: [...channelClose, ...opensChannel] };
}
