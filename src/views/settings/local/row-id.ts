/** Of a model's row in the page. */
export function rowId(modelId: string): string {
  return `local-model-${modelId}`;
}

/** Brings the row in sight and moves the focus there; false when it is not shown. */
export function focusRow(modelId: string): boolean {
  const row = document.getElementById(rowId(modelId));
  row?.scrollIntoView({ block: 'nearest' });
  row?.focus({ preventScroll: true });
  return row !== null;
}
