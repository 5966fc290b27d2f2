import type { Result } from '../../result';
import type { KeptImage } from '../playground-work';
import type { Square } from './image-limits';

/** Makes of files and addresses what a prompt can carry, off the page's thread. The errors are sentences for the author. */
export interface ImagesPort {
  read(request: ReadImage): Promise<Result<AttachedImage, string>>;
  /** The square must lie within the image. */
  crop(image: KeptImage, square: Square): Promise<Result<AttachedImage, string>>;
}

export interface ReadImage {
  readonly source: ImageSource;
  /** As it is: neither turned, shrunk nor encoded anew, with its metadata. */
  readonly original: boolean;
  /** No address is fetched. */
  readonly privateMode: boolean;
}

export type ImageSource =
  | { readonly kind: 'file'; readonly name: string; readonly file: Blob }
  | { readonly kind: 'address'; readonly address: string };

export interface AttachedImage {
  /** Of its bytes, hexadecimal: the same image is kept once. */
  readonly sha256: string;
  readonly image: KeptImage;
}
