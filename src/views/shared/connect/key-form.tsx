import { type FocusEvent, type FormEvent, type KeyboardEvent, type ReactNode, useRef } from 'react';
import { isEnter } from '../../ui/enter-key';
import { useActions, useStudioStore } from '../../use-studio';

/**
 * Around the field of a key: what comes in one piece is checked at once, what is typed at Enter or when the field is left. Nothing is
 * asked of a field that was only passed through.
 */
export function KeyForm({ children }: { readonly children: ReactNode }) {
  const { connect } = useActions();
  const store = useStudioStore();
  const edited = useRef(false);

  function check() {
    edited.current = false;
    connect.checkKey();
  }

  function change({ target, nativeEvent }: FormEvent) {
    if (!isTextField(target)) return;
    edited.current = true;
    // Once the field has given its new text to the store.
    if (cameInOnePiece(nativeEvent)) queueMicrotask(check);
  }

  function enter(event: KeyboardEvent) {
    if (!isEnter(event) || !isTextField(event.target)) return;
    event.preventDefault();
    check();
  }

  function leave({ target }: FocusEvent) {
    if (isTextField(target) && edited.current && store.getState().services.gemini.key !== '') check();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to the field inside, and is nothing to press itself
    <div className="grid gap-2" onInput={change} onKeyDown={enter} onBlur={leave}>
      {children}
    </div>
  );
}

/** Pasted, dropped, or from a keeper of passwords, whose events may name no kind of input. Nobody types so many letters at once. */
function cameInOnePiece(event: Event): boolean {
  if (!(event instanceof InputEvent)) return true;
  const { inputType, data } = event;
  return inputType === 'insertFromPaste' || inputType === 'insertFromDrop' || (data?.length ?? 0) >= 6;
}

function isTextField(target: EventTarget): target is HTMLInputElement {
  return target instanceof HTMLInputElement && (target.type === 'password' || target.type === 'text');
}
