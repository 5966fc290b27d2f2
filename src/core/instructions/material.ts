import { type PromptTurn, textOf } from '../model/model-prompt';

/**
 * Text that a model is to read and not to obey, between tags. A closing tag inside the text is broken up, in whatever case it is written,
 * so that nothing in a response can step out of its place.
 */
export function material(tag: string, text: string): string {
  const broken = text.replace(/<\//g, (mark, at: number) => (isNext(text, at + 2, tag) ? '< /' : mark));
  return `<${tag}>\n${broken}\n</${tag}>`;
}

function isNext(text: string, at: number, tag: string): boolean {
  return text.slice(at, at + tag.length).toLowerCase() === tag;
}

/** What was said before a response, each turn between tags of its own; null where a prompt was run by itself. */
export function conversationMaterial(turns: readonly PromptTurn[] | undefined): string | null {
  if (turns === undefined) return null;
  const said = turns.map(({ role, parts }) => material(role === 'user' ? 'user' : 'bot', textOf(parts)));
  return material('conversation', said.join('\n'));
}

/** Principles with their numbers, or a word that says there are none. */
export function numbered(principles: readonly string[]): string {
  if (principles.length === 0) return 'There are none yet.';
  return principles.map((text, index) => `${index + 1}. ${text.replaceAll('\n', ' ')}`).join('\n');
}

/** What was refused before, each with why; null where nothing was. */
export function refusedSection(
  refused: readonly { readonly text: string; readonly why: string }[],
  { before, after }: { readonly before: string; readonly after: string },
): string | null {
  if (refused.length === 0) return null;
  return sections(before, material('refused', numbered(refused.map(({ text, why }) => `${text} (${why})`))), after);
}

/** Sections with a blank line between them; what is absent leaves no gap. */
export function sections(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join('\n\n');
}
