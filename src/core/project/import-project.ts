import type { Principle } from '../constitution/principle';
import { tooLongForPrinciple } from '../constitution/principle-length';
import { withConversationsOf } from '../conversation/branches';
import type { Instant, NewId } from '../effects';
import { err, ok, type Result } from '../result';
import { type FileWords, type ImportProblem, invalid, problem, readFile, readJsonFile } from './import-problem';
import { promptFromText } from './import-prompt-text';
import { type AnyFile, projectSteps, promptSteps } from './migrate';
import { fromModelAlignment, modelAlignmentSchema } from './model-alignment-file';
import { newProject } from './new-project';
import type { Project } from './project';
import { type ProjectFile, projectFileKind, projectFileSchema } from './project-file-schema';
import { documentProblems, integrityProblems, samplingProblems } from './project-integrity';
import { type PromptFile, promptFileKind, promptFileSchema } from './prompt-file-schema';
import { describeIssues, describeValue } from './schema-problems';
import { settleInterrupted } from './settle-interrupted';

export interface ImportedFile {
  readonly project: Project;
  /** `text`: a prompt from a file for people, which can also become part of the open project. */
  readonly from: 'project' | 'prompt' | 'model-alignment' | 'text';
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

/** The device gave the file when it was chosen, and does not any more. */
export function unreadableFile(cause: unknown): ImportProblem {
  const said = cause instanceof Error ? cause.message : String(cause);
  return problem('unreadable', 'The file could not be read', [
    `The device said: ${said}`,
    'It may have been moved, changed or locked since it was chosen. Choose it again.',
  ]);
}

/** Reads the content of any file that can be imported; its name tells text from JSON. */
export function importFileText(
  file: { readonly name: string; readonly text: string },
  deps: ImportDeps,
): Result<ImportedFile, ImportProblem> {
  const { name, text } = file;
  // Whoever saved a project under another name wants the project.
  if (!isTextFile(name) || text.trimStart().startsWith('{')) {
    const read = importText(text, deps);
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
export function importText(text: string, deps: ImportDeps): Result<ImportedFile, ImportProblem> {
  const json = readJsonFile(text, projectWords);
  if (!json.ok) return json;
  const data = json.value;
  if (isConversation(data)) return err(conversation);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return err(wrongKind(describeValue(data)));
  const file = data as AnyFile; // just checked: an object, readable by key
  if (file.kind === projectFileKind) return importProject(file, deps);
  if (file.kind === promptFileKind) return importPrompt(file, deps);
  if (file.kind === undefined && 'preamble' in file) return importModelAlignment(file, deps);
  return err(wrongKind(file.kind === undefined ? 'no "kind"' : describeValue(file.kind)));
}

function importProject(file: AnyFile, { newId }: ImportDeps): Result<ImportedFile, ImportProblem> {
  const read = readFile<ProjectFile>(file, { schema: projectFileSchema, steps: projectSteps });
  if (!read.ok) return read;
  const { $schema: _schema, kind: _kind, version: _version, ...fields } = read.value;
  // What was said before version 4 has conversations that nobody had listed.
  const whole = typeof file.version === 'number' && file.version < 4 ? withListedConversations(fields) : fields;
  const problems = integrityProblems(whole);
  if (problems.length > 0) return err(invalid(problems));
  return ok({ project: settleInterrupted({ id: newId(), ...whole }), from: 'project', notes: [] });
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

/** A list of turns, bare or under `messages`, as chat services and their logs have it. */
function isConversation(data: unknown): boolean {
  const messages = typeof data === 'object' && data !== null && 'messages' in data ? data.messages : data;
  const isTurn = (turn: unknown) =>
    typeof turn === 'object' && turn !== null && ['role', 'from', 'author'].some((field) => Object.hasOwn(turn, field));
  return Array.isArray(messages) && messages.length > 0 && messages.every(isTurn);
}

const conversation = problem('wrong-kind', 'The file is a list of messages', [
  'A project or a prompt was expected. Conversations cannot be imported: save the instruction (the system message) as a text file and import that, or paste it as the prompt.',
]);

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
    `Expected "kind" to be "${projectFileKind}" or "${promptFileKind}", got ${found}. Choose a file that was made with Export, "Project JSON" or "Prompt JSON".`,
  ]);
}
