import { canonicalJson } from '../canonical-json';
import type { Principle } from '../constitution/principle';
import { fileStem } from '../file-stem';
import { type ModelRef, modelName } from '../model/model-ref';
import { joinedPrompt } from '../prompt/compose';
import { type VariableStyle, writeVariables } from '../prompt/doubled-braces';
import type { PromptDocument } from '../prompt/prompt-document';
import { parseTemplate } from '../prompt/template';
import { exportMarkdown } from './export-markdown';
import type { Project } from './project';
import { projectFileKind, projectFileSchemaId, projectFileVersion } from './project-file-schema';
import { type PromptFile, promptFileKind, promptFileSchemaId, promptFileVersion } from './prompt-file-schema';
import { settleInterrupted } from './settle-interrupted';

/** In the order in which the Export dialog shows them. */
export const exportFormats = ['project-json', 'prompt-json', 'prompt-text', 'markdown'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportedFile {
  readonly fileName: string;
  readonly mimeType: string;
  readonly text: string;
}

interface ExportChoice {
  readonly format: ExportFormat;
  /** The prompt model of this device: a project itself names none. */
  readonly model: ModelRef;
  /** How variables stand in prompt text and Markdown; JSON always has `{name}`. */
  readonly variables?: VariableStyle;
}

export function exportFile(project: Project, { format, model, variables = 'single' }: ExportChoice): ExportedFile {
  const fileName = exportFileName(project.name, format);
  switch (format) {
    case 'project-json':
      return { fileName, mimeType: 'application/json', text: exportProjectJson(project) };
    case 'prompt-json':
      return { fileName, mimeType: 'application/json', text: exportPromptJson(project, { model }) };
    case 'prompt-text':
      return { fileName, mimeType: 'text/plain', text: exportPromptText(project, variables) };
    case 'markdown':
      return {
        fileName,
        mimeType: 'text/markdown',
        text: exportMarkdown(project, promptText(project.prompt, variables)),
      };
  }
}

/**
 * Everything of a project but its id. Importing it and exporting again gives the same bytes. What is still being written or
 * trained is exported as interrupted: nobody goes on with it in the file.
 */
export function exportProjectJson(project: Project): string {
  const settled = settleInterrupted(project);
  return canonicalJson({
    $schema: projectFileSchemaId,
    kind: projectFileKind,
    version: projectFileVersion,
    ...Object.fromEntries(exportedFields.map((field) => [field, settled[field]])),
  });
}

/** What else an object may carry does not get into a file. A record, so that a new field is one that the compiler asks for. */
const isExported: Readonly<Record<Exclude<keyof Project, 'id'>, true>> = {
  name: true,
  createdAt: true,
  updatedAt: true,
  prompt: true,
  history: true,
  inputs: true,
  sampling: true,
  mode: true,
  turns: true,
  chat: true,
  currentTurnId: true,
  drafts: true,
  regression: true,
  adherence: true,
  keptPairs: true,
  labeler: true,
  tuning: true,
  playground: true,
};
const exportedFields = Object.keys(isExported) as readonly (keyof typeof isExported)[];

export function exportPromptJson(project: Project, { model }: { readonly model: ModelRef }): string {
  const { name, prompt, inputs, sampling } = project;
  return canonicalJson({
    $schema: promptFileSchemaId,
    kind: promptFileKind,
    version: promptFileVersion,
    name,
    prompt: promptText(prompt, 'single'),
    preamble: prompt.preamble,
    originalPreamble: prompt.fold?.original ?? prompt.preamble,
    principles: prompt.principles.map(plainPrinciple),
    variables: parseTemplate(prompt.preamble).variables.map((variable) => ({
      name: variable,
      value: Object.hasOwn(inputs.values, variable) ? inputs.values[variable] : '',
    })),
    inputSets: inputs.sets.map(({ name: setName, values }) => ({ name: setName, values })),
    model: { name: modelName(model), ref: model },
    sampling,
  });
}

/** The prompt as it is sent, its variables left open. */
export function exportPromptText(project: Project, variables: VariableStyle = 'single'): string {
  return `${promptText(project.prompt, variables)}\n`;
}

/** `Creative uses` → `creative-uses.project.json`: letters and digits of any script, and names that every system accepts. */
export function exportFileName(name: string, format: ExportFormat): string {
  return fileStem(name) + endings[format];
}

const endings: Readonly<Record<ExportFormat, string>> = {
  'project-json': '.project.json',
  'prompt-json': '.prompt.json',
  'prompt-text': '.prompt.txt',
  markdown: '.md',
};

/** Without what only conversations with a bot need: its own words say when it holds. */
function plainPrinciple({ when: _when, sources, ...principle }: Principle): PromptFile['principles'][number] {
  return {
    ...principle,
    sources: sources.map((source) => {
      if (source.by !== 'feedback') return source;
      const { speaker: _speaker, reason: _reason, run, ...plain } = source;
      const { turn: _turn, ...plainRun } = run;
      return { ...plain, run: plainRun };
    }),
  };
}

function promptText(document: PromptDocument, variables: VariableStyle): string {
  return joinedPrompt(writeVariables(document.preamble, variables), document.principles);
}
