import type { Square } from '../../core/playground/images/image-limits';
import type { AttachedImage, ImagesPort, ReadImage } from '../../core/playground/images/images-port';
import type { KeptImage } from '../../core/playground/playground-work';
import { err, type Result } from '../../core/result';

export type ImageAsk =
  | { readonly kind: 'read'; readonly request: ReadImage }
  | { readonly kind: 'crop'; readonly image: KeptImage; readonly square: Square };

/** The page's side of `images.worker.ts`: a worker for each image, which ends with the answer and gives its memory back. */
export function createImagesClient(spawn: () => Worker): ImagesPort {
  const ask = (asked: ImageAsk): Promise<Result<AttachedImage, string>> => {
    const worker = spawn();
    return new Promise<Result<AttachedImage, string>>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<Result<AttachedImage, string>>) => resolve(data);
      worker.onerror = () =>
        resolve(err('The image could not be read: the browser ended its reader, mostly for want of memory.'));
      worker.postMessage(asked);
    }).finally(() => worker.terminate());
  };
  return {
    read: (request) => ask({ kind: 'read', request }),
    crop: (image, square) => ask({ kind: 'crop', image, square }),
  };
}
