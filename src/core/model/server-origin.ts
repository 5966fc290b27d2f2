/** `http://localhost:11434` of the base address `http://localhost:11434/v1`. A file of its own: the first load needs no more of addresses. */
export function serverOrigin(url: string): string {
  return /^https?:\/\/[^/]+/.exec(url)?.[0] ?? url;
}
