import type { KeyboardEvent } from 'react';

/** Enter without another key, and not the one that picks a word in an input method: it sends; with Shift it breaks the line. */
export function isPlainEnter(event: KeyboardEvent): boolean {
  const { key, shiftKey, ctrlKey, metaKey, altKey, nativeEvent } = event;
  return key === 'Enter' && !shiftKey && !ctrlKey && !metaKey && !altKey && !nativeEvent.isComposing;
}
