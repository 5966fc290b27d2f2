/** What file inputs offer. Whatever is chosen is told by content. */
export const imageFiles = 'image/png,image/jpeg,image/webp,image/gif,image/heic,image/heif,image/avif,.heic,.heif';

const extension = /\.(?:png|jpe?g|webp|gif|hei[cf]|avif|svg|bmp|tiff?)$/i;

/** Files that are meant as images by name or type, also those that are refused later with the reason. */
export function meantAsImages(files: Iterable<File>): readonly File[] {
  return [...files].filter(({ name, type }) => type.startsWith('image/') || extension.test(name));
}
