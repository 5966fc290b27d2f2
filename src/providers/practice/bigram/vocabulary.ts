import { ModelError } from '../../../core/model/model-error';
import type { TextToken } from '../../../core/model/tokenizer';
import type { BigramTable } from './bigram-table';

/** Texts to ids and back. Every id has a text; with bytes every text has ids. */
export interface Vocabulary {
  readonly size: number;
  readonly begin: number;
  /** None: a text never ends by itself. */
  readonly end: number | null;
  /** Nothing is added. Throws ModelError for a text that has no tokens. */
  encode(text: string): readonly number[];
  /** Partial characters as U+FFFD. Throws ModelError for an id that is none. */
  decode(ids: readonly number[]): string;
  /** Throws ModelError for an id that is none. */
  token(id: number): TextToken;
  bytesOf(id: number): Uint8Array;
}

/** A word with the blank before it, or any other single character. */
const pieces = / ?[\p{L}\p{M}\p{N}]+|[\s\S]/gu;

export function createVocabulary({ vocabulary, end, ...table }: BigramTable): Vocabulary {
  const hasBytes = table.hasBytes === true;
  const ids = new Map(vocabulary.map((text, id) => [text, id]));
  const begin = 0;
  const size = vocabulary.length + (hasBytes ? 256 : 0);
  const encoder = new TextEncoder();
  // A begin or end token that is typed is a text like any other.
  const special = new Set([begin, ...(end === undefined ? [] : [ids.get(end)])]);

  function idsOfPiece(piece: string): readonly number[] {
    const id = ids.get(piece);
    if (id !== undefined && !special.has(id)) return [id];
    if (hasBytes) return Array.from(encoder.encode(piece), (byte) => vocabulary.length + byte);
    throw badRequest('NO_TOKEN', `The vocabulary has no tokens for “${piece}”.`);
  }

  function bytesOf(id: number): Uint8Array {
    const text = vocabulary[id];
    if (text !== undefined) return encoder.encode(text);
    if (Number.isInteger(id) && id >= 0 && id < size) return Uint8Array.of(id - vocabulary.length);
    throw badRequest('NO_TOKEN', `The vocabulary has ${size} tokens, from 0; ${id} is none of them.`);
  }

  return {
    size,
    begin,
    end: end === undefined ? null : (ids.get(end) ?? null),
    encode: (text) => (text.match(pieces) ?? []).flatMap(idsOfPiece),
    bytesOf,
    decode: (list) => {
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      return list.map((id) => decoder.decode(bytesOf(id), { stream: true })).join('') + decoder.decode();
    },
    token(id) {
      const bytes = bytesOf(id);
      const isPartial = id >= vocabulary.length && (bytes[0] ?? 0) >= 0x80;
      return isPartial
        ? { id, text: '', bytes: [...bytes] }
        : { id, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
    },
  };
}

function badRequest(code: string, message: string): ModelError {
  return new ModelError({ kind: 'bad-request', code, message });
}
