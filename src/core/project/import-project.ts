import type { Principle } from '../constitution/principle';
import { tooLongForPrinciple } from '../constitution/principle-length';
import { withConversationsOf } from '../conversation/branches';
import type { Instant, NewId } from '../effects';
import { escapeTemplate } from '../prompt/template';
import { err, ok, type Result } from '../result';
import { isConstitutionFile } from '../tuning/constitution/read-constitution';
import {
  type FileWords,
  type ImportProblem,
  invalid,
  problem,
  readFile,
  readJsonFile,
  readJsonLines,
} from './import-problem';
import { projectName, promptFromText } from './import-prompt-text';
import { type AnyFile, projectSteps, promptSteps } from './migrate';
import { fromModelAlignment, modelAlignmentSchema } from './model-alignment-file';
import { newProject } from './new-project';
import type { Project } from './project';
import { type ProjectFile, projectFileKind, projectFileSchema } from './project-file-schema';
import { documentProblems, integrityProblems, samplingProblems } from './project-integrity';
import { type PromptFile, promptFileKind, promptFileSchema } from './prompt-file-schema';
import { splitPrompt } from './read-prompt';
import { describeIssues, describeValue } from './schema-problems';
import { settleInterrupted } from './settle-interrupted';
import { withSharedRunParts } from './share-run-parts';
import { type ReadTranscripts, readTranscripts } from './transcript-file';
import { conversationsOf, transcriptNotes } from './transcript-turns';

export interface ImportedFile {
  readonly project: Project;
  /** `text`: a prompt from a file for people; it and `conversations` can also become part of the open project. */
  readonly from: 'project' | 'prompt' | 'model-alignment' | 'text' | 'conversations';
  /** What was left out or decided, in words; empty when the project is as it was in the file. */
  readonly notes: readonly string[];
}

export interface ImportDeps {
  readonly newId: NewId;
  readonly at: Instant;
}

export const projectWords: FileWords = {
  noun: 'project',
  expected: 'a project or a prompt',
  ifTooLarge: 'Check that it is a project, or export it again with fewer runs.',
};

/** Reads the content of any file that can be imported; its name tells text from JSON. */
export function importFileText(
  file: { readonly name: string; readonly text: string },
  deps: ImportDeps,
): Result<ImportedFile, ImportProblem> {
  const { name, text } = file;
  // Whoever saved a project under another name wants the project.
  if (!isTextFile(name) || text.trimStart().startsWith('{')) {
    const read = importText(text, deps, name);
    if (read.ok || !isTextFile(name)) return read;
  }
  if (text.trim() === '') return err(emptyText);
  if (text.length > longestPrompt) return err(tooLong(text.length));
  if (text.includes('\0')) return err(notText);
  return ok({ project: promptFromText(file, deps), from: 'text', notes: [] });
}

/** In characters: about as much as the largest context windows hold. */
const longestPrompt = 4_000_000;

/** Files that hold a prompt as text. */
function isTextFile(name: string): boolean {
  return /\.(txt|text|md|markdown|mdown|prompt|jinja2?|j2|hbs|handlebars|mustache)$/i.test(name);
}

/**
 * Reads a project from the text of a file: our own formats, or the state of `model-alignment`. The project gets a new id and is
 * otherwise as in the file. Blocks for as long as parsing takes (up to a second or two for the largest files): call it in a worker.
 */
export function importText(text: string, deps: ImportDeps, name = ''): Result<ImportedFile, ImportProblem> {
  const json = readJsonFile(text, projectWords);
  const lines = json.ok || json.error.kind !== 'syntax' ? null : readJsonLines(text, name);
  if (lines !== null && !lines.ok) return lines;
  if (lines === null && !json.ok) return json;
  const values = lines?.value ?? (json.ok ? [json.value] : []);
  const [data] = values;
  if (values.length === 1 && isFields(data)) {
    if (data.kind === projectFileKind) return importProject(data, deps);
    if (data.kind === promptFileKind) return importPrompt(data, deps);
    if (data.kind === undefined && 'preamble' in data) return importModelAlignment(data, deps);
  }
  const read = readTranscripts(values, text);
  if (read !== null) return read.ok ? ok(importTranscripts(read.value, { ...deps, name })) : read;
  if (!isFields(data)) return err(wrongKind(describeValue(data)));
  const refused = wrongKind(data.kind === undefined ? 'no "kind"' : describeValue(data.kind));
  return err(isConstitutionFile(text) ? { ...refused, kind: 'constitution' } : refused);
}

function isFields(data: unknown): data is AnyFile {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function importProject(file: AnyFile, { newId }: ImportDeps): Result<ImportedFile, ImportProblem> {
  const read = readFile<ProjectFile>(file, { schema: projectFileSchema, steps: projectSteps });
  if (!read.ok) return read;
  const { $schema: _schema, kind: _kind, version: _version, ...fields } = read.value;
  // What was said before version 4 has conversations that nobody had listed.
  const whole = typeof file.version === 'number' && file.version < 4 ? withListedConversations(fields) : fields;
  const problems = integrityProblems(whole);
  if (problems.length > 0) return err(invalid(problems));
  return ok({ project: withSharedRunParts(settleInterrupted({ id: newId(), ...whole })), from: 'project', notes: [] });
}

function withListedConversations<P extends Pick<Project, 'chat' | 'turns'>>(project: P): P {
  return { ...project, chat: withConversationsOf(project.chat, project.turns) };
}

function importPrompt(file: AnyFile, { newId, at }: ImportDeps): Result<ImportedFile, ImportProblem> {
  const read = readFile<PromptFile>(file, { schema: promptFileSchema, steps: promptSteps });
  if (!read.ok) return read;
  const { name, preamble, originalPreamble, principles, variables, inputSets, model, sampling } = read.value;
  const problems = [...documentProblems({ principles }, ''), ...samplingProblems(sampling)];
  if (problems.length > 0) return err(invalid(problems));
  const fold = originalPreamble === preamble ? null : { original: originalPreamble, result: preamble };
  const project = newProject({
    id: newId(),
    name,
    at,
    prompt: { preamble, fold, principles },
    inputs: {
      values: Object.fromEntries(variables.map((variable) => [variable.name, variable.value])),
      sets: inputSets.map((set) => ({ id: newId(), ...set })),
    },
  });
  const notes = [
    `It was made with ${model.name}. Choose this model under Settings to get responses like its author's.`,
  ];
  return ok({ project: { ...project, sampling }, from: 'prompt', notes });
}

function importModelAlignment(file: AnyFile, deps: ImportDeps): Result<ImportedFile, ImportProblem> {
  const parsed = modelAlignmentSchema.safeParse(file);
  if (!parsed.success) return err(invalid(describeIssues(parsed.error.issues, file)));
  // With the fields that the schema does not know, so that they can be named.
  const { project, notes } = fromModelAlignment({ ...file, ...parsed.data }, deps);
  const problems = [...documentProblems(project.prompt, ''), ...lengthProblems(project.prompt.principles)];
  if (problems.length > 0) return err(invalid(problems));
  return ok({ project, from: 'model-alignment', notes });
}

/** Of principles that come from elsewhere: the studio itself may have exported longer ones, and takes those back. */
function lengthProblems(principles: readonly Principle[]): readonly string[] {
  return principles.flatMap(({ text }, index) => {
    const tooLong = tooLongForPrinciple(text);
    return tooLong === null ? [] : [`principles[${index}].text: ${tooLong}`];
  });
}

/** A bot whose description is the system message, and what was said to it. What Export wrote has its principles in there, too. */
function importTranscripts(
  read: ReadTranscripts,
  { newId, at, name }: ImportDeps & { readonly name: string },
): ImportedFile {
  const { preamble, principles } = splitPrompt(read.transcripts[0]?.system ?? '');
  const project = newProject({
    id: newId(),
    name: projectName(name, 'Imported conversation'),
    at,
    prompt: {
      // It is a text as it was sent: its braces are no variables.
      preamble: escapeTemplate(preamble),
      fold: null,
      principles: principles.map((text) => ({
        id: newId(),
        text,
        status: 'on',
        sources: [{ by: 'import', at, from: name }],
      })),
    },
  });
  const { turns, conversations } = conversationsOf(read.transcripts, { newId, at });
  const chat = { ...project.chat, conversations, currentId: conversations.at(-1)?.id ?? null };
  return { project: { ...project, mode: 'chat', turns, chat }, from: 'conversations', notes: transcriptNotes(read) };
}

const emptyText = problem('empty', 'The file is empty', ['A prompt was expected. Choose a file with text in it.']);

const notText = problem('encoding', 'The file is not text', [
  'A prompt was expected; the file holds other bytes. Save the prompt as plain text (UTF-8), then import it.',
]);

function tooLong(length: number): ImportProblem {
  return problem('too-large', 'The file is too long for a prompt', [
    `It has ${(length / 1_000_000).toFixed(1)} million characters; a prompt can have up to ${longestPrompt / 1_000_000} million. Cut it, then import it again.`,
  ]);
}

function wrongKind(found: string): ImportProblem {
  return problem('wrong-kind', 'The file is not a project or prompt', [
    `Expected "kind" to be "${projectFileKind}" or "${promptFileKind}", got ${found}. Choose a file that was made with Export, "Project JSON" or "Prompt JSON", or one with the messages of a conversation.`,
  ]);
}
