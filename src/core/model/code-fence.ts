const mark = '```';

/**
 * What stands in the code fence that is the whole text; any other text as it is. A model that is asked for JSON likes to fence it.
 * Written with `indexOf`: an expression for it takes cubic time on a fence of line feeds, with which looping models end.
 */
export function withoutCodeFence(text: string): string {
  const fenced = text.trim();
  if (!fenced.startsWith(mark) || !fenced.endsWith(mark)) return text;
  const firstLineEnd = fenced.indexOf('\n');
  const end = fenced.length - mark.length;
  if (firstLineEnd === -1 || firstLineEnd >= end) return text;
  const language = fenced.slice(mark.length, firstLineEnd).trim().toLowerCase();
  return language === '' || language === 'json' ? fenced.slice(firstLineEnd + 1, end).trimEnd() : text;
}
