/** About how many tokens a text is: four characters each, rounded up, so never 0 for a text that is not empty. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
