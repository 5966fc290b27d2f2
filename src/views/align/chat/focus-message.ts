export const messageFieldId = 'chat-message';

/** What comes next is to be written; on touch screens a field would raise the keyboard over what was asked for. False where another pane is in front. */
export function focusMessage(): boolean {
  const field = document.querySelector<HTMLElement>(`#${messageFieldId} textarea`);
  const log = document.querySelector<HTMLElement>('[role="log"]');
  const target = window.matchMedia('(pointer: coarse)').matches ? log : field;
  target?.focus();
  return target !== null && document.activeElement === target;
}
