import { parseTemplate } from './template';

/**
 * `{{name}}` is how Jinja, Handlebars, dotprompt, Langfuse, promptfoo and the consoles of OpenAI and Anthropic write a variable; spaces
 * inside are allowed. Here it is the text `{name}`, so whoever brings such a prompt is asked what is meant. Braces round anything else
 * (JSON, `{{#if x}}`, `{{{raw}}}`, `${{secret}}`) are none of these.
 */
const doubled = /\{\{[ \t]{0,8}([\p{L}_][\p{L}\p{M}\p{N}_-]{0,63})[ \t]{0,8}\}\}/gu;

/** The distinct names in doubled braces, in order of first appearance. */
export function doubledNames(text: string): readonly string[] {
  // Most prompts have none, and this is asked at every key.
  if (!text.includes('{{')) return [];
  return [...new Set(matches(text).map(({ name }) => name))];
}

/** `{{name}}` becomes `{name}`, a variable of ours. */
export function doubledToVariables(text: string): string {
  let read = '';
  let at = 0;
  for (const { name, start, end } of matches(text)) {
    read += `${text.slice(at, start)}{${name}}`;
    at = end;
  }
  return read + text.slice(at);
}

/** How variables stand in a file for other tools. */
export type VariableStyle = 'single' | 'double';

/** A preamble for other tools: its variables in this style, all other braces as they are sent. */
export function writeVariables(preamble: string, style: VariableStyle): string {
  return parseTemplate(preamble)
    .segments.map((segment) => {
      if (segment.type === 'variable') return style === 'double' ? `{{${segment.name}}}` : `{${segment.name}}`;
      return style === 'double' ? segment.text : keptText(segment.text);
    })
    .join('');
}

/** Text that would be read as a variable stays doubled. */
function keptText(text: string): string {
  const { segments, variables } = parseTemplate(text);
  if (variables.length === 0) return text;
  return segments
    .map((part) => (part.type === 'variable' ? `{{${part.name}}}` : text.slice(part.start, part.end)))
    .join('');
}

interface DoubledName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function matches(text: string): readonly DoubledName[] {
  return [...text.matchAll(doubled)].flatMap((match) => {
    const [whole, name] = match;
    const start = match.index;
    const end = start + whole.length;
    const before = text[start - 1];
    return name === undefined || before === '{' || before === '$' || text[end] === '}' ? [] : [{ name, start, end }];
  });
}
