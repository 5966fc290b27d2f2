import { libraryPath } from '../../core/local/local-model';

const origin = 'https://models.invalid';

/** Which file of which model an address of ours stands for. */
export interface VirtualFile {
  readonly id: string;
  /** As in `StoredFile.path`. */
  readonly path: string;
}

/**
 * Where the engine believes the files of a model to be. Nobody can be reached there (RFC 2606 keeps `.invalid` free), and only
 * `storedCaches` knows it: models from a folder, from another host and from the list look the same to the engine.
 */
export function weightsAddress(id: string): string {
  return `${origin}/${encodeId(id)}/resolve/main/`;
}

export function libraryAddress(id: string): string {
  return `${origin}/${encodeId(id)}/${libraryPath}`;
}

/** The address of a file as the engine asks for it. */
export function addressOf({ id, path }: VirtualFile): string {
  if (path === libraryPath) return libraryAddress(id);
  return new URL(path.split('/').map(encodeURIComponent).join('/'), weightsAddress(id)).href;
}

/** Undefined when the address is none of ours. */
export function readAddress(address: string): VirtualFile | undefined {
  const url = URL.parse(address);
  if (url === null || url.origin !== origin) return undefined;
  const [id, ...rest] = url.pathname.slice(1).split('/');
  if (id === undefined || rest.length === 0) return undefined;
  const inFolder = rest[0] === 'resolve' && rest[1] === 'main';
  const path = (inFolder ? rest.slice(2) : rest).map(decodeURIComponent).join('/');
  return { id: decodeURIComponent(id), path };
}

/** WebLLM fetches a library itself, past every cache, when its address has the word `localhost` in it, be it only in the id. */
function encodeId(id: string): string {
  return encodeURIComponent(id).replaceAll('localhost', '%6Cocalhost');
}
