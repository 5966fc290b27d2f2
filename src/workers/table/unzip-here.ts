import { type Unzipped, unzipSync } from 'fflate/browser';

/** @public the other name that is imported from fflate */
// biome-ignore lint/performance/noBarrelFile: it stands in for that module
export { strFromU8 } from 'fflate/browser';

/**
 * Stands in for fflate's `unzip` in `read-excel-file` (`vite.config.ts`). Above half a megabyte that one starts workers of its own from text,
 * which a worker that calls nobody by itself may not do (`private-fetch.ts`). It is called in a worker already.
 */
export function unzip(archive: Uint8Array, done: (error: unknown, files: Unzipped) => void): void {
  let files: Unzipped;
  try {
    files = unzipSync(archive);
  } catch (error) {
    done(error, {});
    return;
  }
  done(null, files);
}
