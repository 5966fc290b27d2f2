import { parseTemplate, type Template } from '../../../core/prompt/template';
import type { Studio } from '../../../store/studio';

let last = parseTemplate('');

/** The preamble read as a template. The last one is kept: several parts of the pane ask at each keystroke. */
export function templateOf(preamble: string): Template {
  if (last.text !== preamble) last = parseTemplate(preamble);
  return last;
}

let lastNames: readonly string[] = [];

/** The variables of the present preamble; the same array for as long as they are the same. */
export function variablesOf(state: Studio): readonly string[] {
  const { variables } = templateOf(state.project.prompt.preamble);
  const same = variables.length === lastNames.length && variables.every((name, index) => name === lastNames[index]);
  if (!same) lastNames = variables;
  return lastNames;
}
