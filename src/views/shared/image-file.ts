const extension = /\.(?:png|jpe?g|webp|gif|hei[cf]|avif|svg|bmp|tiff?)$/i;

/** Meant as an image by name or type, also where it is refused later with the reason. */
export function isImageFile({ name, type }: File): boolean {
  return type.startsWith('image/') || extension.test(name);
}
