const SAFE_SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** The address if a model's text may link to it: absolute, and http, https or mailto. Everything else is shown as text. */
export function safeAddress(href: string | undefined): string | undefined {
  if (!href || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  return SAFE_SCHEMES.has(url.protocol) ? url.href : undefined;
}

/** The level of a heading of level `level` (1 to 6) in a text whose top level is to be `top`; never deeper than 6. */
export function shiftHeading(level: number, top: number): 1 | 2 | 3 | 4 | 5 | 6 {
  const shifted = Math.min(6, Math.max(1, level + top - 1));
  // A whole number from 1 to 6, which the compiler cannot see.
  return shifted as 1 | 2 | 3 | 4 | 5 | 6;
}
