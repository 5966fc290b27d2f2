import type { Instant, NewId } from '../effects';
import { readVariables, variableStyle } from '../prompt/doubled-braces';
import { newProject } from './new-project';
import type { Project } from './project';
import { readMarkdown } from './read-markdown';
import { type ReadPrompt, splitPrompt } from './read-prompt';

interface TextFile {
  /** Its name, with the ending. */
  readonly name: string;
  readonly text: string;
}

interface Deps {
  readonly newId: NewId;
  readonly at: Instant;
}

/**
 * A prompt from a text or Markdown file. What Export has written comes back with its principles; every other text is the prompt, to the
 * letter. Variables in doubled braces are read as such where the text has no others.
 */
export function promptFromText({ name, text }: TextFile, { newId, at }: Deps): Project {
  const lines = withLineFeeds(text);
  const read = readMarkdown(lines, at) ?? readPlain(lines, { name, at });
  const style = variableStyle(read.preamble);
  const sets = read.sets.map((inputSet) => ({ id: newId(), ...inputSet }));
  return newProject({
    id: newId(),
    name: read.name,
    at,
    prompt: {
      preamble: readVariables(read.preamble, style),
      fold: null,
      principles: read.principles.map((principle) => ({ id: newId(), ...principle })),
    },
    inputs: {
      values: sets[0]?.values ?? {},
      sets,
      ...(style === 'double' && { doubledBraces: 'variables' as const }),
    },
  });
}

function readPlain(text: string, { name, at }: { readonly name: string; readonly at: Instant }): ReadPrompt {
  // A file that ends in a line feed has no empty line for that.
  const { preamble, principles } = splitPrompt(text.endsWith('\n') ? text.slice(0, -1) : text);
  return {
    name: projectName(name),
    preamble,
    principles: principles.map((words) => ({
      text: words,
      status: 'on',
      sources: [{ by: 'import', at, from: name }],
    })),
    sets: [],
  };
}

/** Windows' line ends, where the file has no others. */
function withLineFeeds(text: string): string {
  const plain = text.replaceAll('\r\n', '');
  return plain.length < text.length && !plain.includes('\n') ? text.replaceAll('\r\n', '\n') : text;
}

/** `creative-uses.prompt.txt` → `creative-uses`. */
export function projectName(fileName: string, otherwise = 'Imported prompt'): string {
  return fileName.replace(/(\.prompt)?\.[^.]{1,12}$/i, '').trim() || otherwise;
}
