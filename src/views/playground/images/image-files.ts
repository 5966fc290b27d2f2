/** What file inputs offer. Whatever is chosen is told by content. */
export const imageFiles = 'image/png,image/jpeg,image/webp,image/gif,image/heic,image/heif,image/avif,.heic,.heif';
