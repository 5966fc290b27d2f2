/** From 1, where it is among the likeliest; a tie counts as the better rank. */
export function rankAmong(logprob: number, likeliest: readonly { readonly logprob: number }[]): number | undefined {
  const better = likeliest.filter((other) => other.logprob > logprob).length;
  return better < likeliest.length ? better + 1 : undefined;
}
