import { firstExchange } from '../../../core/conversation/compose';
import { nextFit } from '../../../store/chat/next-fit';
import type { Studio } from '../../../store/studio';
import { shownPath } from './shown-path';

/** How many of the oldest exchanges are not sent with the next message, and the turn above which they end; null: all is sent. */
export function notSent(state: Studio): { readonly count: number; readonly from: string } | null {
  const path = shownPath(state).turns;
  // While a reply is written, that is what counts which it was sent with.
  const isWritten = state.align.activeCandidates.size > 0;
  const fit = isWritten ? null : nextFit(state);
  const count = isWritten ? (path.at(-1)?.input.leftOut ?? 0) : fit?.ok === true ? fit.value.leftOut : 0;
  const from = path[firstExchange(path) + count]?.id;
  return count === 0 ? null : { count, from: from ?? '' };
}
