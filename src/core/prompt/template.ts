import { err, ok, type Result } from '../result';

/** A text with named holes. */
export interface Template {
  /** The source, as written. */
  readonly text: string;
  /** In order; their offsets tile the source. */
  readonly segments: readonly TemplateSegment[];
  /** Distinct names, in order of first appearance. */
  readonly variables: readonly string[];
}

/** `start` and `end` are UTF-16 offsets in the source. `text` is as rendered: where the source has `{{`, it has `{`. */
export type TemplateSegment =
  | { readonly type: 'text'; readonly text: string; readonly start: number; readonly end: number }
  | { readonly type: 'variable'; readonly name: string; readonly start: number; readonly end: number };

/** Variables without a value; a value of white space alone is none. */
export interface MissingValues {
  readonly names: readonly string[];
}

/**
 * Finds the variables of a text. Never fails:
 *
 * - `{name}` is a variable: a letter or underscore, then letters, digits, `_` and `-`, at most 64 characters, no spaces, and no `$`
 *   before the brace (`${name}` is code).
 * - `{{` is a literal `{`. `}}` is a literal `}` only when the nearest brace still open before it is a `{{`; elsewhere it is two
 *   braces, so that nested JSON (`{"a": {"b": 1}}`) stays as it is.
 * - Every other brace is text: JSON, code, `{}`, `{0}`, `{a.b}`, a brace without its partner.
 */
export function parseTemplate(text: string): Template {
  const segments: TemplateSegment[] = [];
  const open: ('{' | '{{')[] = [];
  let rendered = '';
  let textStart = 0;
  let at = 0;

  const endText = (): void => {
    if (at > textStart) segments.push({ type: 'text', text: rendered, start: textStart, end: at });
    rendered = '';
  };

  for (let brace = nextBrace(text, 0); brace !== -1; brace = nextBrace(text, at)) {
    rendered += text.slice(at, brace);
    at = brace;
    if (text.startsWith('{{', at)) {
      open.push('{{');
      rendered += '{';
      at += 2;
      continue;
    }
    const name = variableAt(text, at);
    if (name !== null) {
      endText();
      const end = at + name.length + 2;
      segments.push({ type: 'variable', name, start: at, end });
      at = end;
      textStart = end;
      continue;
    }
    if (text[at] === '{') {
      open.push('{');
      rendered += '{';
      at += 1;
      continue;
    }
    const closesLiteral = open.at(-1) === '{{' && text.startsWith('}}', at);
    if (closesLiteral || open.at(-1) === '{') open.pop();
    rendered += '}';
    at += closesLiteral ? 2 : 1;
  }
  rendered += text.slice(at);
  at = text.length;
  endText();

  const names = segments.flatMap((segment) => (segment.type === 'variable' ? [segment.name] : []));
  return { text, segments, variables: [...new Set(names)] };
}

/** Puts values into the holes. Braces inside a value are text: a value is not parsed again. */
export function fillTemplate(
  template: Template,
  values: Readonly<Record<string, string>>,
): Result<string, MissingValues> {
  const names = template.variables.filter((name) => variableValue(values, name) === null);
  if (names.length > 0) return err({ names });
  const filled = template.segments.map((segment) =>
    segment.type === 'text' ? segment.text : (variableValue(values, segment.name) ?? ''),
  );
  return ok(filled.join(''));
}

/** A source that renders exactly `text` and has no variables. */
export function escapeTemplate(text: string): string {
  let open = 0;
  return text.replace(/[{}]/g, (brace) => {
    if (brace === '{') {
      open += 1;
      return '{{';
    }
    if (open === 0) return '}';
    open -= 1;
    return '}}';
  });
}

/** The value of a variable, or null when it is missing or blank. */
export function variableValue(values: Readonly<Record<string, string>>, name: string): string | null {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return value === undefined || value.trim() === '' ? null : value;
}

// Sticky, so that it looks at one place only; the length is bounded, so that a long text costs no more than its length.
const variable = /\{([\p{L}_][\p{L}\p{M}\p{N}_-]{0,63})\}/uy;

function variableAt(text: string, at: number): string | null {
  if (text[at - 1] === '$') return null;
  variable.lastIndex = at;
  return variable.exec(text)?.[1] ?? null;
}

function nextBrace(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{' || text[at] === '}') return at;
  }
  return -1;
}
