// @ts-check
/** Words and signs, numbered as they come. What was encoded once can be decoded. */
export function createTokenizer() {
  /** @type {string[]} */
  const texts = [];
  /** @type {Map<string, number>} */
  const ids = new Map();

  /** @param {string} text */
  function idOf(text) {
    const known = ids.get(text);
    if (known !== undefined) return known;
    ids.set(text, texts.length);
    texts.push(text);
    return texts.length - 1;
  }

  return {
    /** @param {string} text */
    encode: (text) => Int32Array.from(inTokens(text), idOf),
    /** @param {Int32Array} tokens */
    decode: (tokens) => Array.from(tokens, (token) => texts[token] ?? '').join(''),
    size: () => texts.length,
  };
}

/** @param {string} text @returns {readonly string[]} */
export function inTokens(text) {
  return text.match(/\s*[\p{L}\p{N}_-]+|\s*[^\s\p{L}\p{N}_-]|\s+$/gu) ?? [];
}
