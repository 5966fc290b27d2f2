import type { Instant } from '../../../core/effects';

/** `14:05:38` */
export function localTime(at: Instant, timeZone?: string): string {
  return formatted(at, { timeStyle: 'medium', timeZone });
}

/** `14:05` */
export function localShortTime(at: Instant, timeZone?: string): string {
  return formatted(at, { hour: '2-digit', minute: '2-digit', timeZone });
}

/** `21 Nov, 14:05` */
export function localDayTime(at: Instant, timeZone?: string): string {
  return formatted(at, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone });
}

/** Our words are English, so are our dates; the zone is the reader's own unless a test names one. */
function formatted(at: Instant, options: Intl.DateTimeFormatOptions): string {
  const name = JSON.stringify(options);
  const format = formats.get(name) ?? new Intl.DateTimeFormat('en-GB', options);
  formats.set(name, format);
  return format.format(new Date(at));
}

/** Making one takes longer than using it a hundred times, and lists of runs and calls have thousands of times. */
const formats = new Map<string, Intl.DateTimeFormat>();
