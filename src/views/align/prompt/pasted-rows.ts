/** Whether a text looks like cells of a spreadsheet: several lines, as many tabs in the first two. */
export function looksLikeRows(text: string): boolean {
  const [first = '', second = ''] = text.replaceAll('\r\n', '\n').split('\n', 2);
  const tabs = first.split('\t').length - 1;
  return tabs > 0 && second.split('\t').length - 1 === tabs;
}
