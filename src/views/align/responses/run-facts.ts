import type { CandidateState } from '../../../core/conversation/candidate';
import type { Turn } from '../../../core/conversation/turn';
import type { InputSet } from '../../../core/project/project';
import { counted } from '../../shared/counted';
import { tookWords } from '../../shared/time/countdown';
import { localDayTime } from '../../shared/time/local-time';

/** `2.3 s · 3 calls`: how long the slowest took, and how many were made. No time while none has answered. */
export function runFacts({ candidates }: Turn): string {
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
export function runLabel(turn: Turn, sets: readonly InputSet[], timeZone?: string): string {
  const parts = [`Run ${turn.n}`, localDayTime(turn.at, timeZone), inputsName(turn, sets)];
  return parts.filter((part) => part !== '').join(' · ');
}

/** On what it ran: the name of an input set that still has these values, else the values, each cut short; empty for none. */
export function inputsName({ input: { values, inputSetId } }: Turn, sets: readonly InputSet[]): string {
  const used = Object.entries(values).filter(([, value]) => value.trim() !== '');
  const has = (set: InputSet) =>
    used.length > 0 && used.every(([name, value]) => Object.hasOwn(set.values, name) && set.values[name] === value);
  const named = sets.find((set) => set.id === inputSetId && has(set)) ?? sets.find(has);
  return named?.name ?? used.map(([, value]) => shortened(value)).join(', ');
}

const longestValue = 32;

function shortened(value: string): string {
  const letters = [...value.replace(/\s+/g, ' ').trim()];
  if (letters.length <= longestValue) return letters.join('');
  return `${letters
    .slice(0, longestValue - 1)
    .join('')
    .trimEnd()}…`;
}
