/**
 * Text that a model is to read and not to obey, between tags. A closing tag inside the text is broken up, so that nothing in a
 * response can step out of its place.
 */
export function material(tag: string, text: string): string {
  return `<${tag}>\n${text.replaceAll(`</${tag}`, `< /${tag}`)}\n</${tag}>`;
}

/** Principles with their numbers, or a word that says there are none. */
export function numbered(principles: readonly string[]): string {
  if (principles.length === 0) return 'There are none yet.';
  return principles.map((text, index) => `${index + 1}. ${text.replaceAll('\n', ' ')}`).join('\n');
}

/** Sections with a blank line between them; what is absent leaves no gap. */
export function sections(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join('\n\n');
}
