/*
 * Values of JSON with their places and as they are spelled: `JSON.parse` forgets lines, keys that come twice, and what makes 1.0 another text
 * than 1. All of this takes text that `JSON.parse` has accepted.
 */

export interface JsonValue {
  /** In the text, from 0. */
  readonly at: number;
  /** As it is spelled. */
  readonly raw: string;
}

export interface JsonMember {
  readonly key: string;
  readonly at: number;
  readonly value: JsonValue;
}

export type JsonKind = 'object' | 'list' | 'text' | 'other';

export function kindOf({ raw }: JsonValue): JsonKind {
  if (raw.startsWith('{')) return 'object';
  if (raw.startsWith('[')) return 'list';
  return raw.startsWith('"') ? 'text' : 'other';
}

export function valueIn(text: string): JsonValue {
  return valueAt(text, skipSpace(text, 0));
}

/** Of an object, in order, those that come twice as well. */
export function membersOf(text: string, { at }: JsonValue): readonly JsonMember[] {
  const members: JsonMember[] = [];
  for (let next = skipSpace(text, at + 1); text[next] !== '}'; ) {
    const key = valueAt(text, next);
    const value = valueAt(text, skipSpace(text, skipSpace(text, endOf(key)) + 1));
    members.push({ key: textOf(key), at: key.at, value });
    next = afterComma(text, endOf(value));
  }
  return members;
}

/** Of a list, in order. */
export function itemsOf(text: string, { at }: JsonValue): readonly JsonValue[] {
  const items: JsonValue[] = [];
  for (let next = skipSpace(text, at + 1); text[next] !== ']'; ) {
    const item = valueAt(text, next);
    items.push(item);
    next = afterComma(text, endOf(item));
  }
  return items;
}

/** Of a value of the kind `text`. */
export function textOf({ raw }: JsonValue): string {
  return JSON.parse(raw) as string; // its kind says that it is one
}

/** A value in a few words: its kind, or how it begins. */
export function inWords(value: JsonValue): string {
  switch (kindOf(value)) {
    case 'object':
      return 'an object';
    case 'list':
      return 'a list';
    case 'text': {
      const text = textOf(value);
      return `the text ${JSON.stringify(text.length > longestShown ? `${text.slice(0, longestShown)}…` : text)}`;
    }
    case 'other':
      return /^[-\d]/.test(value.raw) ? `the number ${value.raw.slice(0, longestShown)}` : value.raw;
  }
}

const longestShown = 40;

/** Tells on which line, from 1, a place of the text is. Lines are counted once, and only if somebody asks. */
export function linesOf(text: string): (at: number) => number {
  let ends: readonly number[] | null = null;
  return (at) => {
    ends ??= lineEnds(text);
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

function lineEnds(text: string): readonly number[] {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) ends.push(at);
  return ends;
}

function valueAt(text: string, at: number): JsonValue {
  return { at, raw: text.slice(at, endAt(text, at)) };
}

function endOf({ at, raw }: JsonValue): number {
  return at + raw.length;
}

function endAt(text: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const char = text[at];
    if (char === '"') at = endOfText(text, at);
    else if (char === '{' || char === '[') {
      depth += 1;
      at += 1;
    } else if (char === '}' || char === ']') {
      depth -= 1;
      at += 1;
    } else if (depth > 0) at += 1;
    else at = endOfWord(text, at);
  } while (depth > 0);
  return at;
}

function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !' \n\r\t,]}'.includes(text.charAt(at))) at += 1;
  return at;
}

function afterComma(text: string, at: number): number {
  const next = skipSpace(text, at);
  return text[next] === ',' ? skipSpace(text, next + 1) : next;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \n\r\t'.includes(text.charAt(at))) at += 1;
  return at;
}
