import type { ClipboardEvent, DragEvent } from 'react';
import { isImageFile } from '../../shared/image-file';

interface ImageTarget {
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** Takes images that are pasted or dropped on an element; all else goes its usual way. `caret`: of the text that they come into. */
export function imageTarget(onImages: (files: readonly File[], caret: number | null) => void): ImageTarget {
  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer | null) => {
    const images = [...(data?.files ?? [])].filter(isImageFile);
    // What is copied from a page or a text program brings a picture of itself along.
    if (images.length === 0 || (data?.getData('text/plain') ?? '') !== '') return;
    event.preventDefault();
    onImages(images, event.target instanceof HTMLTextAreaElement ? event.target.selectionStart : null);
  };
  return {
    onPaste: (event) => take(event, event.clipboardData),
    onDrop: (event) => take(event, event.dataTransfer),
  };
}
