import { type BuiltFiles, isNamedByContent, pagePath } from './built-files';

export interface SeenRequest {
  readonly url: string;
  readonly method: string;
  readonly mode: string;
  /** It asks for a part of the file. */
  readonly ranged: boolean;
}

export type RequestRoute =
  | { readonly kind: 'leave' }
  /** Of this version. */
  | { readonly kind: 'file'; readonly path: string }
  /** Named by its content and not of this version: of an older one, whose tab is still open. */
  | { readonly kind: 'older'; readonly path: string };

/**
 * Whether the service worker answers, and with which file. The app's pages differ by hash only: any other address below the scope may
 * be something else of the same host, and is left alone like other origins and ranges.
 */
export function routeOfRequest(
  request: SeenRequest,
  { scope, built }: { readonly scope: string; readonly built: BuiltFiles },
): RequestRoute {
  const address = new URL(request.url);
  address.hash = '';
  if (request.mode === 'navigate') address.search = '';
  if (request.method !== 'GET' || request.ranged || !address.href.startsWith(scope)) return { kind: 'leave' };
  const path = decoded(address.href.slice(scope.length));
  if (path === '' || path === pagePath) return { kind: 'file', path: pagePath };
  if (built.files.concat(built.engine).some((file) => file.path === path)) return { kind: 'file', path };
  return isNamedByContent(path) ? { kind: 'older', path } : { kind: 'leave' };
}

/** An address that is not well formed names no file of ours. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
