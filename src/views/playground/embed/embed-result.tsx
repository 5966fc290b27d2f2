export function EmbedResult() {
  return null;
}
