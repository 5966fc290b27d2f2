import type { Instant } from '../../../core/effects';

const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** `09:42`, in the reader's zone. One format for all: making one takes longer than using it a hundred times. */
export function shortTime(at: Instant): string {
  return format.format(new Date(at));
}
