import type { Nodes, Root } from 'mdast';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkStrikethroughCjkFriendly from 'remark-cjk-friendly-gfm-strikethrough';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { hideTex } from './tex-source';

/** A text as a tree, or why it is shown as it came. */
export type Parsed =
  | { readonly kind: 'tree'; readonly root: Root }
  | { readonly kind: 'plain'; readonly why: PlainReason };

export type PlainReason = 'too-long' | 'too-deep' | 'too-many-parts' | 'too-slow' | 'unreadable';

/** In characters: more than the longest answers that models are known to give. */
export const longestParsed = 300_000;
/** Of nested nodes; a list in a list is two. People write six lists deep. */
const deepest = 60;
const mostNodes = 12_000;
/** Of one character without anything between; more are a model in a loop, and the parser takes quadratic time on them. */
const longestRun = 500;

/**
 * Parses Markdown, within limits of length, depth and size. Nothing of the text is lost: what would vanish from the page (definitions,
 * footnotes, entities, boxes of tasks, surplus cells, TeX's brackets) stays as it is written. It can still take long: run it where it can be
 * killed.
 */
export function parseMarkdown(text: string): Parsed {
  if (text.length > longestParsed) return { kind: 'plain', why: 'too-long' };
  if (loops(text)) return { kind: 'plain', why: 'too-deep' };
  const { text: hidden, restore } = hideTex(text);
  let root: Root;
  try {
    root = parser.parse(hidden);
  } catch {
    // The parser calls itself as deep as the text is nested.
    return { kind: 'plain', why: 'too-deep' };
  }
  const why = limitOf(root);
  if (why !== null) return { kind: 'plain', why };
  prepare(root, { source: hidden, restore });
  return { kind: 'tree', root };
}

/** Names of constructs in micromark and its extension for GFM. */
const vanishing = [
  'characterReference',
  'definition',
  'gfmFootnoteCall',
  'gfmFootnoteDefinition',
  'gfmPotentialFootnoteCall',
  'tasklistCheck',
];

function withoutWhatVanishes(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: vanishing } }];
}

const parser = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkCjkFriendly)
  .use(remarkStrikethroughCjkFriendly, { singleTilde: false })
  .use(withoutWhatVanishes)
  .freeze();

/** Marks of quotes and lists that open more boxes in one line than anyone means, or a run of one mark. Looks at each character once. */
function loops(text: string): boolean {
  let run = 0;
  let boxes = 0;
  let inPrefix = true;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    run = character === text.charAt(at - 1) ? run + 1 : 1;
    if (run > longestRun && runsThatNest.includes(character)) return true;
    if (character === '\n') {
      inPrefix = true;
      boxes = 0;
    } else if (inPrefix && opensBox(text, at)) {
      boxes += 1;
      if (boxes <= deepest) continue;
      if (!endsAsRule(text, at)) return true;
      inPrefix = false;
    } else if (inPrefix && !withinPrefix.includes(character)) inPrefix = false;
  }
  return false;
}

const runsThatNest = '*_~[]<>`';
const withinPrefix = ' \t0123456789-*+.)';

function opensBox(text: string, at: number): boolean {
  const character = text.charAt(at);
  return character === '>' || ('-*+.)'.includes(character) && ' \t'.includes(text.charAt(at + 1) || 'x'));
}

/** `- - -` is a line across the page, however long. */
function endsAsRule(text: string, at: number): boolean {
  for (let next = at; next < text.length && text[next] !== '\n'; next += 1) {
    if (!'-* \t'.includes(text.charAt(next))) return false;
  }
  return true;
}

function limitOf(root: Root): PlainReason | null {
  let nodes = 0;
  const open: { readonly node: Nodes; readonly depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    nodes += 1;
    if (depth > deepest) return 'too-deep';
    if (nodes > mostNodes) return 'too-many-parts';
    if ('children' in node) for (const child of node.children) open.push({ node: child, depth: depth + 1 });
  }
  return null;
}

interface Source {
  readonly source: string;
  readonly restore: (text: string) => string;
}

/** Puts TeX back, notes how list items are marked and links are written, and drops what the page does not need. */
function prepare(node: Nodes, from: Source): void {
  // The addresses that GFM finds in a text by itself have no place.
  const start = node.position?.start.offset ?? from.source.length;
  if ('value' in node) node.value = from.restore(node.value);
  if (node.type === 'listItem') node.data = { marker: markerAt(from.source, start) };
  if (node.type === 'link' || node.type === 'image') {
    node.url = from.restore(node.url);
    if (typeof node.title === 'string') node.title = from.restore(node.title);
    node.data = { isSpelledOut: from.source[start] === '[' || from.source[start] === '!' };
  }
  if (node.type === 'image') node.alt = from.restore(node.alt ?? '');
  if (node.type === 'code') node.lang = from.restore([node.lang, node.meta].filter(Boolean).join(' '));
  delete node.position;
  if ('children' in node) for (const child of node.children) prepare(child, from);
}

/** `12.`, or empty for a bullet. */
function markerAt(source: string, at: number): string {
  return /^\d{1,9}[.)]/.exec(source.slice(at, at + 10))?.[0] ?? '';
}

declare module 'mdast' {
  interface ListItemData {
    /** As written: `12.`; empty for a bullet. */
    marker?: string;
  }
  interface LinkData {
    /** Its address stands beside its text in the source. */
    isSpelledOut?: boolean;
  }
  interface ImageData {
    isSpelledOut?: boolean;
  }
}
