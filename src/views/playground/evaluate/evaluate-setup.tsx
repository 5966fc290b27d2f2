export function EvaluateSetup() {
  return null;
}
