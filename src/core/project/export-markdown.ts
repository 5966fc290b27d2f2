import type { Principle, Source } from '../constitution/principle';
import { fenced, inline } from '../markdown-text';
import { modelName } from '../model/model-ref';
import type { InputSet, Project } from './project';

/** For people: the prompt, and the principles with where each comes from. `prompt` is the prompt as sent. */
export function exportMarkdown(project: Project, prompt: string): string {
  const { principles } = project.prompt;
  const sections = [
    `# ${inline(project.name)}`,
    `## Prompt\n\n${fenced(prompt)}`,
    `## Principles\n\n${principles.length === 0 ? 'None yet.' : principles.map(principleItem).join('\n')}`,
    ...(project.inputs.sets.length === 0
      ? []
      : [`## Input sets\n\n${project.inputs.sets.map(inputSetItem).join('\n')}`]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function principleItem({ text, status, sources }: Principle, index: number): string {
  const origins = sources.map((source) => `   - ${sourceText(source)}`);
  return [`${index + 1}. ${inline(text)}${statusNote[status]}`, ...origins].join('\n');
}

const statusNote: Readonly<Record<Principle['status'], string>> = {
  on: '',
  off: ' *(off)*',
  folded: ' *(folded into the prompt)*',
};

function sourceText(source: Source): string {
  switch (source.by) {
    case 'author':
      return `${source.was === undefined ? 'Written' : `Changed from ${quoted(source.was)}`} by the author, ${day(source)}`;
    case 'import':
      return `Imported from ${inline(source.from)}, ${day(source)}`;
    case 'feedback': {
      const { feedback, run, was } = source;
      const change = was === undefined ? 'From' : `Changed from ${quoted(was)} by`;
      return `${change} a ${feedback.kind} of response ${run.candidate} in run ${run.n}, ${day(source)}, ${source.verbatim === true ? 'in the words of the author' : `by ${inline(modelName(source.model))}`}: ${quoted(feedback.text)}`;
    }
  }
}

function inputSetItem({ name, values }: InputSet): string {
  const rows = Object.entries(values).map(([variable, value]) => `   - ${inline(variable)}: ${inline(value)}`);
  return [`- ${inline(name)}`, ...rows].join('\n');
}

function quoted(text: string): string {
  return `“${inline(text)}”`;
}

function day({ at }: Source): string {
  return at.slice(0, 10);
}
