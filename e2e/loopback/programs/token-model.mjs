// @ts-check
/**
 * A language model of known probabilities: what comes next depends on the last token alone. Its vocabulary holds words, the marks of a
 * chat template, two halves of an emoji, and every byte, so that it can cut any text into tokens.
 */

const words = [
  ...[
    '<s>',
    '</s>',
    '<|user|>',
    '<|model|>',
    '<|system|>',
    '\n',
    ' a',
    ' the',
    ' cat',
    ' dog',
    '.',
    ' well',
    '!',
    ' c',
    'at',
    ' ',
  ],
  ...[' sat', ' ran', ' and', ' then', '<think>', '</think>'],
];
export const begin = 0;
export const end = 1;
const specials = new Set([0, 1, 2, 3, 4, 20, 21]);
/** The first and the second half of 🙂. */
export const emojiHalves = [words.length, words.length + 1];
const firstByte = words.length + 2;
const utf8 = new TextEncoder();

/** @type {readonly Uint8Array[]} */
const vocabulary = [
  ...words.map((word) => utf8.encode(word)),
  Uint8Array.of(0xf0, 0x9f),
  Uint8Array.of(0x99, 0x82),
  ...Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte)),
];
export const vocabularySize = vocabulary.length;

/** @param {number} id @returns {Uint8Array} */
export function bytesOf(id) {
  const bytes = vocabulary[id];
  if (bytes === undefined) throw new RangeError(`Token ${id} is out of vocabulary`);
  return bytes;
}

/** Partial characters as U+FFFD. @param {readonly number[]} ids */
export function textOf(ids) {
  return new TextDecoder().decode(joined(ids));
}

/** Whether the text ends in the middle of a character. @param {readonly number[]} ids */
export function endsPartial(ids) {
  const bytes = joined(ids);
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0;
    if (needs > 0) return back < needs;
  }
  return false;
}

/** As byte-level vocabularies are written in files: a letter for each byte, `Ġ` for a space. @param {number} id */
export function tokenString(id) {
  if (specials.has(id)) return textOf([id]);
  return [...bytesOf(id)].map((byte) => letterOf(byte)).join('');
}

/** @param {number} byte */
function letterOf(byte) {
  const isPlain = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  if (isPlain) return String.fromCharCode(byte);
  // The others are moved up in order.
  const others = byte < 33 ? byte : byte === 173 ? 67 : byte - 127 + 33;
  return String.fromCharCode(256 + others);
}

/** The longest token first. @param {string} text @returns {readonly number[]} */
export function encode(text) {
  const bytes = utf8.encode(text);
  /** @type {number[]} */
  const ids = [];
  for (let at = 0; at < bytes.length; ) {
    const id = longestAt(bytes, at);
    ids.push(id);
    at += bytesOf(id).length;
  }
  return ids;
}

/** @param {Uint8Array} bytes @param {number} at */
function longestAt(bytes, at) {
  let best = firstByte + (bytes[at] ?? 0);
  for (let id = 0; id < firstByte; id++) {
    const token = bytesOf(id);
    if (token.length >= bytesOf(best).length && token.every((byte, index) => bytes[at + index] === byte)) best = id;
  }
  return best;
}

/** The logits of what follows. @param {readonly number[]} ids @returns {Float64Array} */
export function logitsAfter(ids) {
  const last = ids.at(-1) ?? begin;
  return Float64Array.from(vocabulary, (_, id) => {
    if (last === emojiHalves[0] && id === emojiHalves[1]) return 9;
    if (last === 11 && id === emojiHalves[0]) return 4.5;
    if (last === 11 && id === firstByte + 0xf0) return 4.25;
    if (id >= firstByte || id >= words.length) return -6 - (id % 7) / 4;
    if (specials.has(id) && id !== end) return -9;
    return ((last * 31 + id * 17) % 23) / 4 - (id === end ? 1 : 0);
  });
}

/** ln P of every token, at temperature 1. @param {readonly number[]} ids @returns {Float64Array} */
export function logprobsAfter(ids) {
  const logits = logitsAfter(ids);
  const most = Math.max(...logits);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - most), 0);
  return logits.map((logit) => logit - most - Math.log(sum));
}

/** Ids by probability, the likeliest first. @param {Float64Array} logprobs @param {number} count @returns {readonly number[]} */
export function likeliest(logprobs, count) {
  return Array.from(logprobs.keys())
    .sort((one, other) => (logprobs[other] ?? 0) - (logprobs[one] ?? 0) || one - other)
    .slice(0, count);
}

/** Of the position of the text and no more: equal texts, equal vectors. @param {number} id @param {number} size */
export function vectorOf(id, size) {
  return Array.from({ length: size }, (_, at) => Math.sin(id * 1.7 + at * 0.9) * 2);
}

/** @param {readonly number[]} ids */
function joined(ids) {
  const parts = ids.map(bytesOf);
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
