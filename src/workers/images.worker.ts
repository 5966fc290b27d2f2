import { err } from '../core/result';
import { browserCodec } from './images/image-codec';
import type { ImageAsk } from './images/images-client';
import { makeImages } from './images/make-image';
import { guardDoors } from './private-fetch';

/** One image, off the page's thread: a photo of 100 megapixels takes 400 MB, which the end of this worker gives back. */
const doors = guardDoors(self);
const images = makeImages({ codec: browserCodec, fetch: (...asked) => fetch(...asked) });

self.addEventListener('message', async ({ data: ask }: MessageEvent<ImageAsk>) => {
  doors.close(ask.kind !== 'read' || ask.request.privateMode);
  const made = ask.kind === 'read' ? images.read(ask.request) : images.crop(ask.image, ask.square);
  // What is thrown in here is told to nobody, and the page would wait for ever.
  self.postMessage(await made.catch((cause: unknown) => err(`The image could not be read: ${String(cause)}`)));
});
