import { Zip, ZipDeflate } from 'fflate/browser';
import type { ExportFiles } from '../../core/tuning/export/export-data';
import { utf8Pieces } from './utf8-pieces';

/** One file as it is; several as a ZIP, whose bytes are the same for the same files and the same moment. */
export function packFiles({ files }: Pick<ExportFiles, 'files'>, now: string): Blob {
  const [only] = files;
  if (only !== undefined && files.length === 1)
    return new Blob(Array.from(utf8Pieces(only.parts), (piece) => new Blob([piece])));
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    // fflate's own buffers are no shared ones.
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  });
  for (const { name, parts } of files) {
    const entry = new ZipDeflate(name, { level: quickly });
    entry.mtime = now;
    zip.add(entry);
    // The compressor copies what it is given.
    for (const piece of utf8Pieces(parts)) entry.push(piece);
    entry.push(new Uint8Array(), true);
  }
  zip.end();
  return new Blob(pieces, { type: 'application/zip' });
}

/** Of 1 to 9: text shrinks nearly as much by it, in a fraction of the time. */
const quickly = 1;
