import { useEffect, useRef } from 'react';
import { commandOf } from '../../shared/shortcuts/shortcuts';
import { isOfInputMethod } from '../../ui/enter-key';
import { platform } from '../../ui/kbd';
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
      if (isTyping(event.target) || document.querySelector(overlays) !== null) return;
      const act = actOf(event, current);
      if (act === null) return;
      event.preventDefault();
      act();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function actOf(event: KeyboardEvent, actions: RowActions): (() => void) | null {
  switch (commandOf(event, platform)) {
    case 'reject-row':
      return actions.reject;
    case 'flag-row':
      return actions.flag;
    case 'edit-row':
      return actions.startEdit;
    case 'swap-row':
      return actions.swap;
    case 'run':
    case 'undo':
    case 'redo':
    case 'show-shortcuts':
    case null:
      return null;
  }
}

const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"]';
const fields =
  'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="file"])';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(fields) !== null;
}
