import { describe, expect, it } from 'vitest';
import type { ReadImage } from '../../core/playground/images/images-port';
import { err } from '../../core/result';
import { gifBytes, heicBytes, jpegBytes, pngBytes } from '../../testing/image-bytes';
import { fromBase64, toBase64 } from './base64';
import type { Drawing, ImageCodec } from './image-codec';
import { makeImages } from './make-image';

/** Draws nothing: it gives the bytes `drawn`, and remembers what it was to draw. */
function given({
  upright = { width: 4000, height: 3000 },
  fetch: answer,
  decodes = true,
}: {
  readonly upright?: { readonly width: number; readonly height: number };
  readonly fetch?: () => Response;
  readonly decodes?: boolean;
} = {}) {
  const drawings: Drawing[] = [];
  const fetched: unknown[] = [];
  const codec: ImageCodec = {
    async redraw(_file, plan, type) {
      if (!decodes) throw new Error('The source image could not be decoded.');
      drawings.push(plan(upright));
      return new Blob(['drawn'], { type });
    },
  };
  const fetch = async (...asked: unknown[]) => {
    fetched.push(asked[0]);
    if (answer === undefined) throw new TypeError('Failed to fetch');
    return answer();
  };
  return { ...makeImages({ codec, fetch }), drawings, fetched };
}

function file(bytes: Uint8Array<ArrayBuffer>, name = 'photo.jpg'): ReadImage {
  return { source: { kind: 'file', name, file: new Blob([bytes]) }, original: false, privateMode: false };
}

const at = (address: string, privateMode = false): ReadImage => ({
  source: { kind: 'address', address },
  original: false,
  privateMode,
});

describe('an image that is attached', () => {
  it('is drawn anew, upright and smaller, so that nothing of its metadata is left', async () => {
    const { read, drawings } = given({ upright: { width: 3000, height: 4000 } });
    const made = await read(file(jpegBytes({ width: 4000, height: 3000, orientation: 6 })));
    expect(drawings).toEqual([{ width: 1152, height: 1536, from: { x: 0, y: 0, width: 3000, height: 4000 } }]);
    expect(made).toMatchObject({
      ok: true,
      value: { image: { name: 'photo.jpg', mimeType: 'image/jpeg', width: 1152, height: 1536, data: btoa('drawn') } },
    });
  });

  it('is of the type that its content says, and keeps transparency', async () => {
    const { read } = given();
    const made = [pngBytes({ width: 9, height: 9 }), gifBytes({ width: 9, height: 9 })].map((bytes) =>
      read(file(bytes)),
    );
    for (const each of await Promise.all(made))
      expect(each).toMatchObject({ value: { image: { mimeType: 'image/png' } } });
  });

  it('is kept by the SHA-256 of what is sent', async () => {
    const made = await given().read(file(pngBytes({ width: 9, height: 9 })));
    // printf drawn | sha256sum
    expect(made.ok && made.value.sha256).toBe('8b6df8c11847ada8266bad5b8737f94c208c411a3ebe18e27aad31bfb7eb8767');
  });

  it('is sent to the byte with “Send original”, its size upright', async () => {
    const bytes = jpegBytes({ width: 40, height: 30, orientation: 8 });
    const { read, drawings } = given();
    const made = await read({ ...file(bytes), original: true });
    expect(made).toMatchObject({ value: { image: { width: 30, height: 40, mimeType: 'image/jpeg' } } });
    expect(made.ok && fromBase64(made.value.image.data)).toEqual(bytes);
    expect(drawings).toEqual([]);
  });

  it('is refused as an original of more than 20 MB, and made smaller without', async () => {
    const bytes = new Uint8Array(20_000_100);
    bytes.set(jpegBytes({ width: 40, height: 30 }));
    bytes.set([0xff, 0xd9], bytes.length - 2);
    expect(await given().read({ ...file(bytes), original: true })).toEqual(
      err('The image has 20.1 MB, and at most 20 are sent as they are. Without “Send original” it is made smaller.'),
    );
    expect(await given().read(file(bytes))).toMatchObject({ ok: true });
  });

  it('is refused where the browser does not decode it, with what to do', async () => {
    const none = given({ decodes: false });
    const heic = await none.read(file(heicBytes({ width: 4032, height: 3024 })));
    expect(heic.ok ? '' : heic.error).toContain('This browser does not decode HEIC');
    const png = await none.read(file(pngBytes({ width: 4, height: 3 })));
    expect(png.ok ? '' : png.error).toContain('The PNG cannot be decoded: it is damaged');
  });

  it('is cropped to a square of the upright image', async () => {
    const { crop, drawings } = given();
    const kept = { name: 'a.jpg', mimeType: 'image/jpeg', data: btoa('x'), width: 1536, height: 1024 };
    const made = await crop(kept, { x: 10, y: 20, size: 300 });
    expect(drawings).toEqual([{ width: 300, height: 300, from: { x: 10, y: 20, width: 300, height: 300 } }]);
    expect(made).toMatchObject({
      value: { image: { name: 'a.jpg', mimeType: 'image/jpeg', width: 300, height: 300 } },
    });
    const outside = await crop(kept, { x: 1300, y: 0, size: 300 });
    expect(outside.ok ? '' : outside.error).toContain('outside the image');
    expect(drawings).toHaveLength(1);
  });
});

describe('an image by its address', () => {
  const png = () => new Response(pngBytes({ width: 9, height: 9 }));

  it('is fetched, and named as its address ends', async () => {
    const { read } = given({ fetch: png });
    const made = await read(at('https://example.org/a/see%20saw.png?size=2'));
    expect(made).toMatchObject({ value: { image: { name: 'see saw.png', mimeType: 'image/png' } } });
  });

  it('in private mode no image address is fetched', async () => {
    const { read, fetched } = given({ fetch: png });
    const made = await read(at('https://example.org/a.png', true));
    expect(made.ok ? '' : made.error).toContain('“Data never leaves this device” is on');
    expect(fetched).toEqual([]);
  });

  it('an HTML page is not attached as an image', async () => {
    const { read, drawings } = given({ fetch: () => new Response('<!doctype html><html><img src="a.png"></html>') });
    const made = await read(at('https://example.org/photo.jpg'));
    expect(made.ok ? '' : made.error).toMatch(/^There is a web page at this address, and no image\..*paste it here/);
    const asFile = await given().read(file(new TextEncoder().encode('<html><body>'), 'photo.jpg'));
    expect(asFile.ok ? '' : asFile.error).toContain('This is a web page (HTML) and no image');
    expect(drawings).toEqual([]);
  });

  it('is none where it answers with an error, or not to other pages: said, and paste offered', async () => {
    const missing = await given({ fetch: () => new Response('gone', { status: 404 }) }).read(
      at('https://example.org/'),
    );
    expect(missing.ok ? '' : missing.error).toMatch(/HTTP 404.*paste it here/);
    const kept = await given().read(at('https://example.org/a.png'));
    expect(kept.ok ? '' : kept.error).toMatch(/CORS.*paste it here/);
  });

  it('is of the web', async () => {
    const { read, fetched } = given({ fetch: png });
    for (const address of ['', 'photo.png', 'file:///etc/hosts', 'javascript:alert(1)'])
      expect((await read(at(address))).ok).toBe(false);
    expect(fetched).toEqual([]);
  });

  it('is not read to its end when it is too long', async () => {
    const long = () => new Response('x', { headers: { 'content-length': '100000001' } });
    const made = await given({ fetch: long }).read(at('https://example.org/film.png'));
    expect(made.ok ? '' : made.error).toContain('more than 100 MB');
  });
});

describe('base64', () => {
  it('brings back every byte, whatever their number', () => {
    for (const length of [0, 1, 2, 3, 0x5fff, 0x6000, 0x6001, 100_000]) {
      const bytes = Uint8Array.from({ length }, (_, place) => (place * 7) % 256);
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
    }
  });
});
