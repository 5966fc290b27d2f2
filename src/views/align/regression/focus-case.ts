/** The row of a case. */
export function caseId(id: string): string {
  return `case-${id}`;
}

export const unpinnedId = 'unpinned-case';

/** On the button that opens a case: from one that goes, with what it was pressed for. */
export function focusCase(id: string): void {
  document.getElementById(caseId(id))?.querySelector('button')?.focus();
}

/** On the way back, once it stands. */
export function focusUnpinned(): void {
  requestAnimationFrame(() => document.getElementById(unpinnedId)?.querySelector('button')?.focus());
}
