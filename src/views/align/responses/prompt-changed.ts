import type { Project } from '../../../core/project/project';
import type { Run } from '../../../core/project/run';
import { composePrompt } from '../../../core/prompt/compose';
import type { PromptDocument } from '../../../core/prompt/prompt-document';

/** Whether the present prompt, on the values of the run, would send another text than the run did. */
export function promptChangedSince(run: Run, { prompt, history }: Pick<Project, 'prompt' | 'history'>): boolean {
  // The cheap answer first: this is asked at each keystroke.
  if (run.revisionId === history.head) return false;
  return !sendsTheSame(run, prompt);
}

let last: { readonly run: Run; readonly document: PromptDocument; readonly same: boolean } | null = null;

function sendsTheSame(run: Run, document: PromptDocument): boolean {
  if (last === null || last.run !== run || last.document !== document) {
    const composed = composePrompt({ document, values: run.values });
    last = { run, document, same: composed.ok && composed.value.text === run.prompt };
  }
  return last.same;
}
