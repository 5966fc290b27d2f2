import type { Size } from '../../core/playground/images/image-limits';

/** Decodes and encodes images. */
export interface ImageCodec {
  /**
   * The first frame, upright, drawn anew: what it was besides pixels is gone. Rejects when the browser cannot decode it. Where it cannot
   * encode the type, another one comes back.
   */
  redraw(file: Blob, plan: (upright: Size) => Drawing, mimeType: string): Promise<Blob>;
}

/** Which part of the upright image is drawn, and how large. */
export interface Drawing extends Size {
  readonly from: Size & { readonly x: number; readonly y: number };
}

/** The browser's own. */
export const browserCodec: ImageCodec = {
  async redraw(file, plan, mimeType) {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    try {
      const { from, width, height } = plan(bitmap);
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('Expected a canvas to draw on, and the browser gave none.');
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, from.x, from.y, from.width, from.height, 0, 0, width, height);
      return await canvas.convertToBlob({ type: mimeType, quality: 0.9 });
    } finally {
      // A hundred megapixels are 400 MB until the next collection otherwise.
      bitmap.close();
    }
  },
};
