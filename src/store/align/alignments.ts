import type { ActionContext } from '../context';
import type { AlignmentState, AlignmentSubject } from './align-state';

/** Null: nothing is under way about it, and nothing failed. */
export function showAlignment(
  { get, setAlign }: ActionContext,
  about: AlignmentSubject,
  state: AlignmentState | null,
): void {
  const others = [...get().align.alignments].filter(([other]) => other !== about);
  setAlign({ alignments: new Map(state === null ? others : [...others, [about, state]]) });
}

/** Whoever goes on with something else has read why the last one came to nothing. */
export function dropProblems({ get, setAlign }: ActionContext): void {
  const left = [...get().align.alignments].filter(([, { status }]) => status !== 'failed');
  if (left.length < get().align.alignments.size) setAlign({ alignments: new Map(left) });
}
