export const messageFieldId = 'chat-message';

/** What comes next is to be written; on touch screens a field would raise the keyboard over what was asked for. */
export function focusMessage(): void {
  const field = document.querySelector<HTMLElement>(`#${messageFieldId} textarea`);
  const log = document.querySelector<HTMLElement>('[role="log"]');
  (window.matchMedia('(pointer: coarse)').matches ? log : field)?.focus();
}
