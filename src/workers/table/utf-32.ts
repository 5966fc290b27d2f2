import type { Encoding } from '../../core/dataset/encoding';

/** What `TextDecoder` does for the encodings that it knows. */
export interface TextStreamDecoder {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/** UTF-32, which the platform does not read; code points that are none become U+FFFD, and a mark at the beginning is dropped. */
export function createUtf32Decoder(encoding: Extract<Encoding, 'utf-32le' | 'utf-32be'>): TextStreamDecoder {
  let held: readonly number[] = [];
  let isStart = true;
  return {
    decode(bytes = new Uint8Array(0), options) {
      const all = joined(held, bytes);
      const view = new DataView(all.buffer, all.byteOffset, all.byteLength);
      const units = Math.floor(all.length / 4);
      const parts: string[] = [];
      for (let unit = 0; unit < units; unit++) {
        const code = view.getUint32(unit * 4, encoding === 'utf-32le');
        if (!(isStart && code === 0xfeff)) parts.push(isScalar(code) ? String.fromCodePoint(code) : '\ufffd');
        isStart = false;
      }
      held = [...all.subarray(units * 4)];
      if (options?.stream !== true && held.length > 0) {
        held = [];
        parts.push('\ufffd');
      }
      return parts.join('');
    },
  };
}

function joined(held: readonly number[], bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(held.length + bytes.length);
  all.set(held);
  all.set(bytes, held.length);
  return all;
}

function isScalar(code: number): boolean {
  return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
}
