/**
 * Where a JSON object, list or string ends, found while its text comes in pieces: each character is looked at once. It counts brackets and knows
 * strings; whether what lies between is JSON, a parser has to say.
 */
export interface JsonScanner {
  /** The index after the last character of the value, or -1 when all of `piece` from `from` on belongs to it and more is to come. */
  scan(piece: string, from: number): number;
}

export function createJsonScanner(): JsonScanner {
  let depth = 0;
  let inString = false;
  let escaped = false;

  return {
    scan(piece, from) {
      for (let at = from; at < piece.length; at += 1) {
        const character = piece[at];
        if (inString) {
          if (escaped) escaped = false;
          else if (character === '\\') escaped = true;
          else if (character === '"') inString = false;
          if (inString || depth > 0) continue;
          return at + 1;
        }
        if (character === '"') {
          inString = true;
          continue;
        }
        if (character === '{' || character === '[') depth += 1;
        else if (character === '}' || character === ']') depth -= 1;
        if (depth <= 0) return at + 1;
      }
      return -1;
    },
  };
}
