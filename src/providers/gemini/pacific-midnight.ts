/**
 * The next midnight in Pacific time, when Gemini renews daily quotas (ai.google.dev, "Rate limits").
 * Both in milliseconds since 1970.
 */
export function nextPacificMidnight(now: number): number {
  const { year, month, day } = pacific(now);
  // Midnight is 7 hours after UTC midnight in summer and 8 in winter. Clocks change at 2, so it is never ambiguous.
  const summer = Date.UTC(year, month - 1, day + 1, 7);
  return pacific(summer).hour === 0 ? summer : summer + 3_600_000;
}

const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  hourCycle: 'h23',
});

function pacific(at: number) {
  const parts = clock.formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return { year: read('year'), month: read('month'), day: read('day'), hour: read('hour') };
}
