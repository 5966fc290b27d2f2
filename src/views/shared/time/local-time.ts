import type { Instant } from '../../../core/effects';

/** Our words are English, so are our dates; the zone is the reader's own unless a test names one. */
const locale = 'en-GB';

/** `14:05:38` */
export function localTime(at: Instant, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone }).format(new Date(at));
}

/** `21 Nov, 14:05` */
export function localDayTime(at: Instant, timeZone?: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  return format.format(new Date(at));
}
