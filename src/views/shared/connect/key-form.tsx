import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useActions, useStudioStore } from '../../use-studio';

/**
 * Around the field of a key: what is pasted is checked at once, what is typed at Enter or when the field is left. Nothing is asked of a
 * field that was only passed through.
 */
export function KeyForm({ children }: { readonly children: ReactNode }) {
  const { connect } = useActions();
  const store = useStudioStore();
  const edited = useRef(false);
  const pasted = useRef(false);

  function check() {
    edited.current = false;
    connect.checkKey();
  }

  function change() {
    edited.current = true;
    if (!pasted.current) return;
    pasted.current = false;
    // Once the field has given its new text to the store.
    queueMicrotask(check);
  }

  function enter(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !isTextField(event.target) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    check();
  }

  function leave({ target }: FocusEvent) {
    if (!isTextField(target) || !edited.current || store.getState().key === '') return;
    check();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to the field inside, and is nothing to press itself
    <div
      className="grid gap-2"
      onPaste={() => {
        pasted.current = true;
      }}
      onInput={(event) => isTextField(event.target) && change()}
      onKeyDown={enter}
      onBlur={leave}
    >
      {children}
    </div>
  );
}

function isTextField(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && (target.type === 'password' || target.type === 'text');
}
