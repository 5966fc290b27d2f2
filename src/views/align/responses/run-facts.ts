import type { InputSet } from '../../../core/project/project';
import type { CandidateState, Run } from '../../../core/project/run';
import { tookWords } from '../../shell/countdown';
import { localDayTime } from '../../shell/local-time';
import { counted } from '../../shell/session-words';

/** `2.3 s · 3 calls`: how long the slowest took, and how many were made. No time while none has answered. */
export function runFacts({ candidates }: Run): string {
  const times = candidates.flatMap(({ state }) => (state.status === 'answered' ? [state.tookMs] : []));
  const made = candidates.filter(({ state }) => !isUnsent(state)).length;
  const calls = made === 0 ? 'nothing sent' : counted(made, 'call');
  return times.length === 0 ? calls : `${tookWords(Math.max(...times))} · ${calls}`;
}

/** Refused on this device, before anything was sent. */
function isUnsent(state: CandidateState): boolean {
  return state.status === 'failed' && (state.error.kind === 'no-key' || state.error.kind === 'over-budget');
}

/** `Run 8 · 21 Nov, 09:42 · Teapot`. `timeZone`: the reader's when absent. */
export function runLabel(run: Run, sets: readonly InputSet[], timeZone?: string): string {
  const parts = [`Run ${run.n}`, localDayTime(run.at, timeZone)];
  if (run.inputSetId === undefined) return parts.join(' · ');
  const name = sets.find((set) => set.id === run.inputSetId)?.name ?? 'an input set that is gone';
  return [...parts, name].join(' · ');
}
