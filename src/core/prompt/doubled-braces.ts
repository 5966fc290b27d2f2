import { escapeTemplate, parseTemplate } from './template';

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

/** A preamble for other tools: its variables in this style, all other braces as they are sent. `readVariables` reads it back. */
export function writeVariables(preamble: string, style: VariableStyle): string {
  const { segments } = parseTemplate(preamble);
  if (style === 'double')
    return segments.map((part) => (part.type === 'variable' ? `{{${part.name}}}` : part.text)).join('');
  const written = segments.map((part) => (part.type === 'variable' ? `{${part.name}}` : keptText(part.text))).join('');
  // Where braces meet, the plain way may say something else: the source never does.
  return rendersAs(written, segments) ? written : preamble;
}

/** How the variables of a foreign prompt stand: doubled where it has only such. */
export function variableStyle(text: string): VariableStyle {
  return doubledNames(text).length > 0 && parseTemplate(text).variables.length === 0 ? 'double' : 'single';
}

/** A preamble of ours from a prompt for other tools; in the doubled style, single braces are text. */
export function readVariables(text: string, style: VariableStyle): string {
  if (style === 'single') return text;
  const parts: Part[] = [];
  let at = 0;
  for (const { name, start, end } of matches(text)) {
    parts.push({ type: 'text', text: text.slice(at, start) }, { type: 'variable', name });
    at = end;
  }
  parts.push({ type: 'text', text: text.slice(at) });
  const write = (escaped: (text: string) => string) =>
    parts.map((part) => (part.type === 'variable' ? `{${part.name}}` : escaped(part.text))).join('');
  const ways = [write((plain) => plain), write(keptText), write(escapeTemplate)];
  return ways.find((way) => rendersAs(way, parts)) ?? text;
}

type Part = { readonly type: 'text'; readonly text: string } | { readonly type: 'variable'; readonly name: string };

/** Whether a source renders these texts and variables, in this order. */
function rendersAs(source: string, parts: readonly Part[]): boolean {
  return shapeOf(parseTemplate(source).segments) === shapeOf(parts);
}

function shapeOf(parts: readonly Part[]): string {
  const shape: (string | readonly [string])[] = [];
  for (const part of parts) {
    const last = shape.at(-1);
    if (part.type === 'variable') shape.push([part.name]);
    else if (typeof last === 'string') shape[shape.length - 1] = last + part.text;
    else if (part.text !== '') shape.push(part.text);
  }
  return JSON.stringify(shape);
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
