export function EvaluateResult() {
  return null;
}
