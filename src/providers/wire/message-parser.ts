import { createJsonScanner, type JsonScanner } from './json-scanner';

/** One thing that a service said in the body of its answer, whatever it was wrapped in. */
export type Message =
  /** The data of an event, an element of a list, a line, or the body as a whole. */
  | { readonly type: 'json'; readonly value: unknown }
  /** `[DONE]`, OpenAI's last event. */
  | { readonly type: 'done' }
  /** An event, or a body, that is no JSON: at most `longestText` characters of it. */
  | { readonly type: 'text'; readonly text: string };

export interface Ending {
  /**
   * `events`: server-sent events, so only their content says whether the answer is over. `json`: JSON alone, whose end is the end of the
   * answer. `text`: neither, a page for example. `nothing`: no body, or one of blanks.
   */
  readonly form: 'events' | 'json' | 'text' | 'nothing';
  /** It ends inside of a value: the transfer broke. */
  readonly cut: boolean;
}

export interface MessageParser {
  take(piece: string): readonly Message[];
  /** What is complete although nothing comes after it, and how it ended. */
  end(): { readonly messages: readonly Message[]; readonly ending: Ending };
}

/** Enough for the title of a page, or for a few sentences. */
const longestText = 20_000;

/**
 * Takes text in whatever pieces it comes. Events are read as browsers do (html.spec.whatwg.org, "Event stream interpretation"), and what
 * gateways make of them as well: JSON without `data:`, also on several lines in the middle of events; a list in place of events;
 * several values in one event; no blank line after the last one.
 */
export function createMessageParser(): MessageParser {
  let messages: Message[] = [];
  /** The line so far, in pieces; leading blanks are left out. */
  let line: string[] = [];
  /** A line feed that comes now is the second half of a line end. */
  let afterReturn = false;
  /** Lines of `data:` since the last blank line. */
  let data: string[] = [];
  let value: { readonly scanner: JsonScanner; readonly text: string[] } | undefined;
  let inList = false;
  /** Something in a list that is no object, list or text, so far. */
  let scalar: string[] = [];
  let sawEvents = false;
  let sawJson = false;
  const strays = createStrays();

  function take(piece: string): void {
    if (strays.isPage(piece)) {
      strays.add(piece);
      return;
    }
    let at = 0;
    while (at < piece.length) {
      if (value !== undefined) at = takeValue(piece, at);
      else if (inList) at = takeListed(piece, at);
      else at = takeLine(piece, at);
    }
  }

  function takeValue(piece: string, from: number): number {
    const end = value?.scanner.scan(piece, from) ?? -1;
    value?.text.push(piece.slice(from, end === -1 ? undefined : end));
    if (end === -1) return piece.length;
    const text = value?.text.join('') ?? '';
    value = undefined;
    saw(parse(text));
    return end;
  }

  /** Between the values of a list. */
  function takeListed(piece: string, at: number): number {
    const character = piece[at] ?? '';
    if (scalar.length === 0 && (character === '{' || character === '[' || character === '"')) {
      value = { scanner: createJsonScanner(), text: [] };
      return at;
    }
    if (character !== ',' && character !== ']') {
      if (scalar.length > 0 || character.trim() !== '') scalar.push(character);
      return at + 1;
    }
    endScalar();
    if (character === ']') inList = false;
    return at + 1;
  }

  function endScalar(): void {
    const text = scalar.join('').trim();
    scalar = [];
    if (text === '') return;
    saw(text === 'DONE' ? { type: 'done' } : parse(text));
  }

  function takeLine(piece: string, from: number): number {
    let at = from;
    if (afterReturn && piece[at] === '\n') at += 1;
    if (at < piece.length) afterReturn = false;
    if (line.length === 0) {
      while (piece[at] === ' ' || piece[at] === '\t') at += 1;
      const first = piece[at];
      if (first === '{' || first === '[') return startValue(at, first);
    }
    const end = endOfLine(piece, at);
    if (end > at) line.push(piece.slice(at, end));
    if (end === piece.length) return end;
    afterReturn = piece[end] === '\r';
    endLine();
    return end + 1;
  }

  function startValue(at: number, first: '{' | '['): number {
    endEvent();
    sawJson = true;
    if (first === '[') inList = true;
    else value = { scanner: createJsonScanner(), text: [] };
    return first === '[' ? at + 1 : at;
  }

  function endLine(): void {
    const text = line.join('');
    line = [];
    if (text === '') {
      endEvent();
      return;
    }
    const colon = text.indexOf(':');
    const name = colon === -1 ? text : text.slice(0, colon);
    if (colon !== 0 && !fieldNames.has(name)) {
      strays.add(`${text}\n`);
      return;
    }
    sawEvents = true;
    if (name !== 'data') return;
    const rest = colon === -1 ? '' : text.slice(colon + 1);
    data.push(rest.startsWith(' ') ? rest.slice(1) : rest);
  }

  function endEvent(): void {
    const lines = data;
    data = [];
    for (const message of messagesOf(lines)) saw(message);
  }

  function saw(message: Message): void {
    messages.push(message);
  }

  function taken(): readonly Message[] {
    const all = messages;
    messages = [];
    return all;
  }

  function endingOf(cut: boolean): Ending {
    if (sawEvents) return { form: 'events', cut };
    if (sawJson) return { form: 'json', cut };
    return { form: strays.text() === '' ? 'nothing' : 'text', cut };
  }

  return {
    take(piece) {
      take(piece);
      return taken();
    },
    end() {
      if (line.length > 0) endLine();
      const rest = messagesOf(data).filter((message) => message.type !== 'text');
      for (const message of rest) saw(message);
      const isHalf = data.length > 0 && data.join('').trim() !== '' && rest.length === 0;
      const ending = endingOf(value !== undefined || inList || isHalf);
      if (ending.form === 'text') saw({ type: 'text', text: strays.text() });
      return { messages: taken(), ending };
    },
  };
}

const fieldNames: ReadonlySet<string> = new Set(['data', 'event', 'id', 'retry']);

function endOfLine(piece: string, from: number): number {
  for (let at = from; at < piece.length; at += 1) {
    if (piece[at] === '\n' || piece[at] === '\r') return at;
  }
  return piece.length;
}

/** The messages of one event. Some services forget the blank line between two. */
function messagesOf(lines: readonly string[]): readonly Message[] {
  const text = lines.join('\n').trim();
  // A sign of life: gateways send it as a comment, as data of nothing, or as a comment inside of data.
  if (text === '' || text.startsWith(':')) return [];
  if (text === '[DONE]') return [{ type: 'done' }];
  const whole = parse(text);
  if (whole.type === 'json') return listed(whole);
  const single = lines.flatMap((line) => (lines.length > 1 ? messagesOf([line]) : []));
  return single.length > 0 && single.every(({ type }) => type !== 'text') ? single : [whole];
}

function listed(message: Message & { readonly type: 'json' }): readonly Message[] {
  const { value } = message;
  return Array.isArray(value) ? value.map((element: unknown) => ({ type: 'json', value: element })) : [message];
}

function parse(text: string): Message {
  try {
    return { type: 'json', value: JSON.parse(text) };
  } catch {
    return { type: 'text', text: text.slice(0, longestText) };
  }
}

/** What belongs to no event: the body of something that is no such service. */
function createStrays() {
  let kept = '';
  let kind: 'unknown' | 'page' | 'lines' = 'unknown';
  return {
    /** A page may hold lines that look like ours, so nothing in it is read. Its first letter decides. */
    isPage(piece: string): boolean {
      if (kind === 'unknown' && piece.trim() !== '') kind = piece.trimStart().startsWith('<') ? 'page' : 'lines';
      return kind === 'page';
    },
    add(text: string): void {
      if (kept.length < longestText) kept = `${kept}${text}`.slice(0, longestText);
    },
    text: () => kept.trim(),
  };
}
