import type { KeyboardEvent as ReactKeyboardEvent } from 'react';

type PressedKey = ReactKeyboardEvent | KeyboardEvent;

/**
 * Whether the key belongs to an input method: it picks or leaves the words that are being converted, and means nothing to us. Safari
 * ends the conversion before it tells of the key, so that `isComposing` is false by then; the old key code 229 still gives it away.
 * https://developer.mozilla.org/docs/Web/API/Element/keydown_event#keydown_events_with_ime
 */
export function isOfInputMethod(event: PressedKey): boolean {
  const { isComposing, keyCode } = 'nativeEvent' in event ? event.nativeEvent : event;
  return isComposing || keyCode === 229;
}

/** The Enter that picks the words of an input method. */
export function endsConversion(event: PressedKey): boolean {
  return event.key === 'Enter' && isOfInputMethod(event);
}

/** Enter with whatever is held beside it, and not an input method's. */
export function isEnter(event: PressedKey): boolean {
  return event.key === 'Enter' && !isOfInputMethod(event);
}

/** Enter without another key: it sends; with Shift it breaks the line. */
export function isPlainEnter(event: PressedKey): boolean {
  const { shiftKey, ctrlKey, metaKey, altKey } = event;
  return isEnter(event) && !shiftKey && !ctrlKey && !metaKey && !altKey;
}

/** Escape, and not an input method's. */
export function isEscape(event: PressedKey): boolean {
  return event.key === 'Escape' && !isOfInputMethod(event);
}
