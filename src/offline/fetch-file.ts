import { isNamedByContent, pagePath } from './built-files';

interface WantedFile {
  readonly path: string;
  readonly url: string;
  /** Of the build that the file is to belong to. */
  readonly version: string;
}

/** How to ask the host for a file. What the browser has fetched for the page already is not fetched again. */
export function requestInit(path: string): RequestInit {
  return { cache: isNamedByContent(path) ? 'force-cache' : 'no-cache', credentials: 'same-origin' };
}

/**
 * The answer as it can be kept and given later, or an error that says what is wrong with it. Some hosts answer a page where a file is
 * missing, and while a new version is being published some still give the old page.
 */
export async function keepable(response: Response, { path, url, version }: WantedFile): Promise<Response> {
  if (!response.ok) {
    throw new Error(`Expected ${url} from the host, got HTTP ${response.status}. Publish the whole built folder.`);
  }
  const type = response.headers.get('content-type') ?? '';
  if (path.endsWith('.js') && !/javascript/.test(type)) {
    throw new Error(`Expected a script at ${url}, got ${type || 'a file of no type'}. Publish the whole built folder.`);
  }
  if (path === pagePath && !(await response.clone().text()).includes(version)) {
    throw new Error(`Expected the page of version ${version} at ${url}, got another one. Try again in some minutes.`);
  }
  // A new answer: one that was redirected may not open a page, and one that varies cannot be found by its address.
  const headers = new Headers(response.headers);
  for (const name of ['vary', 'content-encoding', 'content-length']) headers.delete(name);
  return new Response(response.body, { headers });
}
