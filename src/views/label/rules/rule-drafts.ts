/** Words that were not saved yet, so that another page or pane in between loses none of them. They are gone with the tab. */
const drafts = new Map<string, string>();

/** One draft for each rule under edit, and for each label a rule is being added to. */
export function draftKey(given: { readonly runId: string; readonly labeler: string; readonly target: string }): string {
  return [given.runId, given.labeler, given.target].join('\n');
}

export function draftOf(key: string): string | undefined {
  return drafts.get(key);
}

/** Undefined: it was saved, or is not wanted. */
export function keepDraft(key: string, text: string | undefined): void {
  if (text === undefined) drafts.delete(key);
  else drafts.set(key, text);
}
