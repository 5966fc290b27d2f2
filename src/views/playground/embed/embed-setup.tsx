export function EmbedSetup() {
  return null;
}
