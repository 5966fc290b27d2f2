export function CompleteResult() {
  return null;
}
