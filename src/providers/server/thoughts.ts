import type { ModelEvent } from '../../core/model/language-model';
import {
  asciiLower,
  beginningOf,
  closingMarks,
  endsChannel,
  longestMark,
  openingMarks,
  opensChannel,
} from './thought-marks';

/*
 * Thoughts stand at the beginning of an answer, after blanks at most, and may be followed by more of them. Further on, a mark is what an
 * answer tells about, with one exception: some templates put the opening mark into the prompt, and only the closing one comes. It counts
 * where it begins a line or follows the end of a sentence without a space, outside of a code fence, and no opening mark came before it.
 */

/** What can be read of a text, and where in it that begins and ends. */
export interface Readable {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The text without thoughts. All of it is thoughts while the closing mark has not come. */
export function withoutThoughts(raw: string): Readable {
  const filter = createThoughtFilter();
  const parts = [filter.take(raw), filter.end()];
  const text = parts.reduce((before, part) => (part.kind === 'anew' ? part.text : before + part.text), '');
  return { text, ...filter.place() };
}

/** What to do with what has just come of a text. */
export type Shown =
  | { readonly kind: 'text'; readonly text: string }
  /** What was shown so far were thoughts: begin anew with this text. */
  | { readonly kind: 'anew'; readonly text: string };

/** As events of a stream. */
export function* shown({ kind, text }: Shown): Generator<ModelEvent> {
  if (kind === 'anew') yield { type: 'restart' };
  yield { type: 'text', text };
}

export interface ThoughtFilter {
  take(piece: string): Shown;
  /** What was held back, because it might have become a mark. */
  end(): Shown;
  /** Where in the whole text the readable one begins, and where it ends. */
  place(): { readonly from: number; readonly to: number };
}

/** Letters looked at together. A step reads what is left of them, so a text of marks alone would be read over and over without it. */
const windowSize = 1024;

type Mode =
  /** Nothing but blanks, thoughts and the letters of a mark that has not all come. */
  | { readonly name: 'beginning' }
  | { readonly name: 'thoughts'; readonly endMarks: readonly string[] }
  | { readonly name: 'channel-text' }
  | { readonly name: 'answer' };

/** The same as `withoutThoughts` for a text that comes in pieces: what was shown adds up to the readable text. Each letter is read once. */
export function createThoughtFilter(): ThoughtFilter {
  let mode: Mode = { name: 'beginning' };
  /** Blanks at the beginning: part of an answer that has no thoughts. */
  let blanks = '';
  /** The last letters, which may be the first ones of a mark. */
  let held = '';
  let sawThoughts = false;
  /** How much of the whole text has been decided on. */
  let at = 0;
  let from: number | undefined;
  let to: number | undefined;
  const answer = createAnswerReader();
  let out = '';
  let isAnew = false;

  /** Takes what it can from the beginning of a text, and returns the rest. */
  function step(text: string): string {
    switch (mode.name) {
      case 'beginning':
        return takeBeginning(text);
      case 'thoughts':
        return takeThoughts(text, mode.endMarks);
      case 'channel-text':
        return takeChannelText(text);
      case 'answer':
        return takeAnswer(text);
    }
  }

  function takeBeginning(text: string): string {
    const begun = held === '' ? text.trimStart() : text;
    const blank = text.slice(0, text.length - begun.length);
    blanks += blank;
    at += blank.length;
    const all = held + begun;
    held = '';
    if (all === '') return '';
    const beginning = beginningOf(all);
    switch (beginning.kind) {
      case 'open':
        held = all;
        return '';
      case 'text':
        return startAnswer(all);
      case 'thoughts':
        return pass(all, beginning.length, { name: 'thoughts', endMarks: beginning.endMarks });
      case 'end-mark':
        return pass(all, beginning.length, { name: 'beginning' });
      case 'channel-text':
        return pass(all, beginning.length, { name: 'channel-text' });
    }
  }

  function startAnswer(text: string): string {
    // After the answer of a channel, its blanks are those between two pieces of it.
    const lead = sawThoughts && from === undefined ? '' : blanks;
    from ??= at - lead.length;
    to = undefined;
    blanks = '';
    mode = { name: 'answer' };
    if (lead === '') return text;
    out += lead;
    if (!sawThoughts) answer.take(lead);
    return text;
  }

  function pass(text: string, length: number, next: Mode): string {
    sawThoughts = true;
    blanks = '';
    at += length;
    mode = next;
    return text.slice(length);
  }

  function takeThoughts(text: string, endMarks: readonly string[]): string {
    const all = held + text;
    const found = firstOf(endMarks, all);
    if (found === undefined) {
      held = all.slice(-(longestMark - 1));
      at += all.length - held.length;
      return '';
    }
    held = '';
    at += found.index;
    return pass(all.slice(found.index), opensChannel.includes(found.mark) ? 0 : found.mark.length, {
      name: 'beginning',
    });
  }

  function takeChannelText(text: string): string {
    const all = held + text;
    const found = firstOf([...endsChannel, ...opensChannel], all);
    const kept = found?.index ?? all.length - lengthOfOpenMark(all);
    held = found === undefined ? all.slice(kept) : '';
    show(all.slice(0, kept));
    if (found === undefined) return '';
    to = at;
    return pass(all.slice(kept), opensChannel.includes(found.mark) ? 0 : found.mark.length, { name: 'beginning' });
  }

  function show(text: string): void {
    if (text !== '') from ??= at;
    out += text;
    at += text.length;
  }

  function takeAnswer(text: string): string {
    const end = sawThoughts ? undefined : answer.take(text);
    if (end === undefined) {
      show(text);
      return '';
    }
    out = '';
    isAnew = true;
    from = undefined;
    return pass(text, end, { name: 'beginning' });
  }

  function shown(): Shown {
    const next: Shown = { kind: isAnew ? 'anew' : 'text', text: out };
    out = '';
    isAnew = false;
    return next;
  }

  return {
    take(piece) {
      for (let start = 0; start < piece.length; start += windowSize) {
        for (let rest = piece.slice(start, start + windowSize); rest !== ''; ) rest = step(rest);
      }
      return shown();
    },
    end() {
      const rest = held;
      held = '';
      if (mode.name === 'beginning' && !isHead(rest) && (rest !== '' || !sawThoughts)) {
        const text = startAnswer(rest);
        show(text);
      } else if (mode.name === 'channel-text') show(rest);
      else at += rest.length;
      return shown();
    },
    place: () => ({ from: from ?? at, to: to ?? at }),
  };
}

/** The head of a channel that was cut off is no text. */
function isHead(text: string): boolean {
  if (text === '') return false;
  const beginning = beginningOf(text);
  return beginning.kind === 'open' && beginning.headBegan;
}

/** The first of the marks in a text; of two at the same place the longer one. */
function firstOf(
  marks: readonly string[],
  text: string,
): { readonly mark: string; readonly index: number } | undefined {
  const lower = asciiLower(text);
  return marks
    .map((mark) => ({ mark, index: lower.indexOf(mark) }))
    .filter(({ index }) => index !== -1)
    .toSorted((one, other) => one.index - other.index || other.mark.length - one.mark.length)[0];
}

/** How many of the last letters may become a mark of a channel. */
function lengthOfOpenMark(text: string): number {
  const tail = asciiLower(text.slice(-longestMark));
  const start = tail.lastIndexOf('<');
  if (start === -1) return 0;
  const begun = tail.slice(start);
  return [...endsChannel, ...opensChannel].some((mark) => mark.startsWith(begun)) ? begun.length : 0;
}

/**
 * Reads an answer that began without thoughts, and finds the place where it turns out that it did not: `take` returns where in its text
 * the closing mark ends.
 */
function createAnswerReader(): { take(text: string): number | undefined } {
  /** The last letters before the present one. */
  let last = '';
  let line = '';
  let fence = '';
  let isOver = false;

  function endLine(): void {
    const [, ticks = ''] = /^ {0,3}(```|~~~)/.exec(line) ?? [];
    if (fence === '') fence = ticks;
    else if (ticks === fence) fence = '';
    line = '';
  }

  /** With the last letter of a mark, on which the reading depends. */
  function closes(): boolean {
    const lower = asciiLower(last);
    if (openingMarks.some((mark) => lower.endsWith(mark))) isOver = true;
    const mark = closingMarks.find((each) => lower.endsWith(each));
    if (isOver || fence !== '' || mark === undefined) return false;
    const before = last.slice(0, -mark.length).at(-1) ?? '\n';
    return /[\n\r.!?。！？…]/.test(before);
  }

  return {
    take(text) {
      for (let at = 0; at < text.length && !isOver; at += 1) {
        const letter = text[at] ?? '';
        last = last.slice(-longestMark) + letter;
        if (letter === '\n') endLine();
        else if (line.length < 8) line += letter;
        if ((letter === '>' || letter === ']' || letter === '▷') && closes()) return at + 1;
      }
      return undefined;
    },
  };
}
