import { isAligning, isTalking } from '../../../store/align/align-state';
import type { Studio } from '../../../store/studio';

/** Whether there is anything to send. */
export function hasPrompt({ project }: Studio): boolean {
  const { preamble, principles } = project.prompt;
  return preamble.trim() !== '' || principles.some((principle) => principle.status === 'on');
}

/** Candidates that are being written, a script that is being said, or feedback that is being worked into the prompt. */
export function isBusy(state: Studio): boolean {
  return isTalking(state) || isAligning(state);
}

/** Why the prompt cannot be run now. */
export function whyNoRun(state: Studio): string | undefined {
  if (state.align.activeCandidates.size > 0)
    return 'Responses are being written. Wait until they are done, or stop them.';
  return hasPrompt(state) ? undefined : 'There is no prompt yet. Write one first.';
}
