import type { Turn } from '../../../core/conversation/turn';
import type { Project } from '../../../core/project/project';
import { composePrompt } from '../../../core/prompt/compose';
import type { PromptDocument } from '../../../core/prompt/prompt-document';

/** Whether the present prompt, on the values of the run, would send another text than the run did. */
export function promptChangedSince(turn: Turn, { prompt, history }: Pick<Project, 'prompt' | 'history'>): boolean {
  // The cheap answer first: this is asked at each keystroke.
  if (turn.revisionId === history.head) return false;
  return !sendsTheSame(turn, prompt);
}

let last: { readonly turn: Turn; readonly document: PromptDocument; readonly same: boolean } | null = null;

function sendsTheSame(turn: Turn, document: PromptDocument): boolean {
  if (last === null || last.turn !== turn || last.document !== document) {
    const composed = composePrompt({ document, values: turn.input.values });
    last = { turn, document, same: composed.ok && composed.value.text === turn.input.prompt };
  }
  return last.same;
}
