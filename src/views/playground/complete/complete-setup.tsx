export function CompleteSetup() {
  return null;
}
