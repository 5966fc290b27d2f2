/**
 * What is selected inside this element; empty when nothing is. A selection that reaches out of it is cut at its edge: a triple click on
 * the last paragraph ends at the start of whatever follows, and a long drag ends somewhere beside the text.
 */
export function selectedQuote(within: Element | null): string {
  const selection = document.getSelection();
  if (within === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return '';
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(within)) return '';
  if (!within.contains(range.commonAncestorContainer)) {
    const inside = document.createRange();
    inside.selectNodeContents(within);
    if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0)
      inside.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
    if (inside.toString().trim() === '') return '';
    // The selection itself, since it alone knows the breaks between paragraphs; and the author sees what is quoted.
    selection.removeAllRanges();
    selection.addRange(inside);
  }
  return selection.toString().trim();
}
