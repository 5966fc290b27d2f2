import { useState } from 'react';

/** What was typed and not sent yet, by run and row. It outlives a row that scrolls out of sight and another page in between; it is gone with the tab. */
const kept = new Map<string, ReadonlyMap<string, string>>();

export interface ReasonDrafts {
  /** Undefined: no form is open for the row. */
  readonly of: (rowId: string) => string | undefined;
  /** Undefined closes the form. */
  readonly keep: (rowId: string, text: string | undefined) => void;
}

/** Reasons under way for rows of a run. */
export function useReasonDrafts(runId: string): ReasonDrafts {
  const [drafts, setDrafts] = useState(() => kept.get(runId) ?? noDrafts);
  return {
    of: (rowId) => drafts.get(rowId),
    keep(rowId, text) {
      const next = withDraft(kept.get(runId) ?? noDrafts, { rowId, text });
      kept.set(runId, next);
      setDrafts(next);
    },
  };
}

/** With one draft more, changed, or (undefined) gone. */
export function withDraft(
  drafts: ReadonlyMap<string, string>,
  { rowId, text }: { readonly rowId: string; readonly text: string | undefined },
): ReadonlyMap<string, string> {
  const others = [...drafts].filter(([id]) => id !== rowId);
  return new Map(text === undefined ? others : [...others, [rowId, text]]);
}

const noDrafts: ReadonlyMap<string, string> = new Map();
