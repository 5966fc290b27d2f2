/** Puts the focus on a control of a rule's row; false when there is no such row. */
export function focusRule(ruleId: string, control: 'edit' | 'delete'): boolean {
  const row = document.querySelector(`.pane-rules li[data-rule="${CSS.escape(ruleId)}"]`);
  const target = row?.querySelector<HTMLElement>(`[data-act="${control}"]`) ?? null;
  target?.focus();
  return target !== null;
}

/** The first control of the list, where the row that had the focus is gone and no other is left. */
export function focusRules(): void {
  document.querySelector<HTMLElement>('.pane-rules .rules-body button')?.focus();
}
