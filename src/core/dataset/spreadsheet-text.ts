/**
 * The text of a cell that is not the author's own, as a spreadsheet shows it and does not run it: Excel, LibreOffice and Google Sheets
 * take what begins with `=`, `+`, `-` or `@` (full-width ones, too, and behind blanks) for a formula, and one in a downloaded file can
 * send other cells away. An apostrophe before it makes it text; numbers such as -1.5 stay numbers.
 * Source: OWASP, "CSV Injection".
 */
export function spreadsheetText(text: string): string {
  return startsLikeFormula(text) && !isNumber(text) ? `'${text}` : text;
}

function startsLikeFormula(text: string): boolean {
  if (/^[\t\r\n]/.test(text)) return true;
  const first = /[^\s\p{Cf}\p{Cc}\p{Zs}]/u.exec(text)?.[0] ?? '';
  return signs.has(first);
}

/** With what Unicode has in their place for other widths, and the minus sign. */
const signs = new Set(['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹢', '﹣', '﹦', '﹫', '−']);

/** Nothing before or behind it, as a program writes one. */
function isNumber(text: string): boolean {
  return /^[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?%?$/.test(text);
}
