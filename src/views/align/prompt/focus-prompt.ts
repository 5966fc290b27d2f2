export const promptId = 'prompt-text';

export function focusPrompt(): void {
  document.getElementById(promptId)?.focus();
}
