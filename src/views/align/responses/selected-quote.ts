/** What is selected inside this element; empty when nothing is, or when the selection reaches out of it. */
export function selectedQuote(within: Element | null): string {
  const selection = document.getSelection();
  if (within === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return '';
  const { commonAncestorContainer } = selection.getRangeAt(0);
  return within.contains(commonAncestorContainer) ? selection.toString().trim() : '';
}
