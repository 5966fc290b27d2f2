import type { Encoding } from '../../core/dataset/encoding';
import type { TableFormat } from '../../core/dataset/table';
import type { LabeledFile } from '../../core/labeler/files/jobs';
import { createTextEncoding } from '../table/encode-text';

/**
 * Lines in the encoding of the file that they were made from, with its mark; in UTF-8 with a mark when that encoding lacks a character of
 * theirs, as it may of a label. Of a workbook: UTF-8 with a mark, by which spreadsheets know it.
 */
export async function downloadFile(lines: Blob, format: TableFormat): Promise<LabeledFile> {
  const { encoding, mark } = format.kind === 'workbook' ? utf8WithMark : format;
  const encoded = encoding === 'utf-8' ? [lines] : await encodedIn(encoding, lines);
  if (encoded === null) return { file: fileOf([markOf('utf-8'), lines]), instead: encoding };
  return { file: fileOf(mark === true ? [markOf(encoding), ...encoded] : encoded) };
}

const utf8WithMark = { encoding: 'utf-8', mark: true } as const;

/** Characters that are encoded at once: a file may have a million rows. */
const pieceBytes = 1024 * 1024;

/** Null when the encoding cannot hold all of it. */
async function encodedIn(encoding: Encoding, lines: Blob): Promise<BlobPart[] | null> {
  const { encode } = createTextEncoding(encoding);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts: BlobPart[] = [];
  for (let from = 0; from < lines.size; from += pieceBytes) {
    const piece = new Uint8Array(await lines.slice(from, from + pieceBytes).arrayBuffer());
    const bytes = encode(decoder.decode(piece, { stream: from + pieceBytes < lines.size }));
    if (bytes === null) return null;
    parts.push(bytes);
  }
  return parts;
}

function markOf(encoding: Encoding): Uint8Array<ArrayBuffer> {
  return createTextEncoding(encoding).encode('\ufeff') ?? new Uint8Array(0);
}

function fileOf(parts: BlobPart[]): Blob {
  return new Blob(parts, { type: 'text/csv' });
}
