import { applyPatch } from '../prompt/patch';
import type { PromptDocument } from '../prompt/prompt-document';
import type { History } from '../prompt/revision';
import { sameData } from '../prompt/same-data';

/** The first place at which a history does not lead from its base to the prompt, `path: reason`; null when it does. */
export function historyProblem({
  prompt,
  history,
}: {
  readonly prompt: PromptDocument;
  readonly history: History;
}): string | null {
  const documents = new Map<string | null, PromptDocument>([[null, history.base]]);
  for (const [index, { id, parent, patch }] of history.revisions.entries()) {
    const path = `history.revisions[${index}]`;
    if (documents.has(id)) return `${path}.id: ${JSON.stringify(id)} is used twice.`;
    const before = documents.get(parent);
    if (before === undefined) return `${path}.parent: no earlier revision has the id ${JSON.stringify(parent)}.`;
    const after = attempt(() => applyPatch(before, patch));
    if (after === null) return `${path}.patch: does not fit the version it changes.`;
    documents.set(id, after);
  }
  const present = documents.get(history.head);
  if (present === undefined) return `history.head: no revision has the id ${JSON.stringify(history.head)}.`;
  return sameData(present, prompt) ? null : 'history.head: does not lead to the prompt that the file holds.';
}

function attempt(apply: () => PromptDocument): PromptDocument | null {
  try {
    return apply();
  } catch {
    return null; // applyPatch throws for one reason: the patch does not fit
  }
}
