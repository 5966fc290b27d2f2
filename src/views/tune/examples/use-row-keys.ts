import { useEffect, useRef } from 'react';
import { isOfInputMethod } from '../../ui/enter-key';
import type { RowActions } from './use-row-actions';

/** X, F, E and S act on the opened row; never while a field has the focus, or something lies over the page. */
export function useRowKeys(actions: RowActions | null): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  }, [actions]);
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const { current } = latest;
      if (current === null || event.defaultPrevented || event.repeat || isOfInputMethod(event)) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (isTyping(event.target) || document.querySelector(overlays) !== null) return;
      const act = actOf(event.key, current);
      if (act === null) return;
      event.preventDefault();
      act();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function actOf(key: string, actions: RowActions): (() => void) | null {
  switch (key.toLowerCase()) {
    case 'x':
      return actions.reject;
    case 'f':
      return actions.flag;
    case 'e':
      return actions.startEdit;
    case 's':
      return actions.swap;
    default:
      return null;
  }
}

const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"]';
const fields =
  'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="file"])';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(fields) !== null;
}
