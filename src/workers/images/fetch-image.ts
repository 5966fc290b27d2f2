import { fileContent } from '../../core/playground/images/image-format';
import { largestImageFile } from '../../core/playground/images/image-limits';
import { err, ok, type Result } from '../../core/result';

export interface FetchedImage {
  readonly name: string;
  readonly file: Blob;
}

const paste = 'Save the image and attach the file, or copy it and paste it here.';

/** An image at an address. Neither cookies nor where we come from is sent along. The error is a sentence. */
export async function fetchImage(
  address: string,
  { fetch, privateMode }: { readonly fetch: typeof globalThis.fetch; readonly privateMode: boolean },
): Promise<Result<FetchedImage, string>> {
  if (privateMode)
    return err(
      '“Data never leaves this device” is on, so no image address is fetched. Attach a file, or paste the image.',
    );
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return err('An image address begins with https:// and names an image.');
  try {
    const answer = await fetch(url.href, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!answer.ok) return err(`The address answered with HTTP ${answer.status} and no image. ${paste}`);
    const file = await body(answer);
    if (file === null) return err(`There is more than ${largestImageFile / 1_000_000} MB at this address. ${paste}`);
    const content = fileContent(new Uint8Array(await file.slice(0, 1000).arrayBuffer()));
    if (content.kind === 'page') return err(`There is a web page at this address, and no image. ${paste}`);
    return ok({ name: nameOf(url), file });
  } catch {
    // The platform does not tell the two apart.
    return err(
      `The address could not be read: nothing answers there, or its server lets no other page read it (CORS). ${paste}`,
    );
  }
}

/** Null when there is more of it than is read. */
async function body(answer: Response): Promise<Blob | null> {
  if (Number(answer.headers.get('content-length')) > largestImageFile) return null;
  const reader = answer.body?.getReader();
  if (reader === undefined) return answer.blob();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > largestImageFile) {
      await reader.cancel();
      return null;
    }
    pieces.push(next.value);
  }
  return new Blob(pieces);
}

function nameOf(url: URL): string {
  const last = url.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || url.host;
  } catch {
    return last;
  }
}
