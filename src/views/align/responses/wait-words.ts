import type { WaitReason } from '../../../core/model/language-model';
import type { Wait } from '../../../store/align/align-state';

export interface WaitWords {
  /** Why nothing comes. */
  readonly why: string;
  /** Before the time that is left. */
  readonly before: string;
  /** In place of the time, when it is over or not known. */
  readonly over: string;
  /** Try and code; empty for a place in the queue. */
  readonly detail: string;
}

/** A wait in words. */
export function waitWords({ reason, attempt, code }: Wait): WaitWords {
  const detail = reason === 'queue' ? '' : `attempt ${attempt}, after ${code}`;
  return { ...byReason[reason], detail };
}

const byReason: Readonly<Record<WaitReason, Omit<WaitWords, 'detail'>>> = {
  queue: {
    why: 'Waiting for its turn: only so many calls run at once.',
    before: 'Sending in',
    over: 'Sending when one is done.',
  },
  'rate-limit': {
    why: 'Rate limited: the service asks for a pause.',
    before: 'Retrying in',
    over: 'Retrying now.',
  },
  retry: {
    why: 'The last attempt failed.',
    before: 'Retrying in',
    over: 'Retrying now.',
  },
};
