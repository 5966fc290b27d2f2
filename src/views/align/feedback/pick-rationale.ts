/** Whether a rationale stands in the feedback text. */
export function isPicked(text: string, rationale: string): boolean {
  return text.includes(rationale);
}

/**
 * The feedback text after a rationale was pressed. It takes the place of an earlier pick that was left as it was, else it is added
 * to what was written; one that stands there already is taken out again. No word of the author's own goes.
 */
export function pressRationale(text: string, rationale: string, all: readonly string[]): string {
  if (isPicked(text, rationale)) return without(text, rationale);
  const own = text.trim();
  return own === '' || all.includes(own) ? rationale : `${own} ${rationale}`;
}

function without(text: string, rationale: string): string {
  const at = text.indexOf(rationale);
  const [before, after] = [text.slice(0, at).trimEnd(), text.slice(at + rationale.length).trimStart()];
  return before === '' || after === '' ? before + after : `${before} ${after}`;
}
