import { blankAdherence } from '../adherence/wording-checks';
import { blankRegression } from '../cases/case';
import { blankChat } from '../conversation/chat';
import type { Instant } from '../effects';
import { emptyPromptDocument, type PromptDocument } from '../prompt/prompt-document';
import { emptyDrafts, type Inputs, type Project } from './project';
import { settleInterrupted } from './settle-interrupted';

export interface NewProject {
  readonly id: string;
  readonly name: string;
  readonly at: Instant;
  /** Absent: an empty prompt. */
  readonly prompt?: PromptDocument;
  readonly inputs?: Inputs;
}

/** A project without turns, whose history begins with its prompt. */
export function newProject({ id, name, at, prompt = emptyPromptDocument, inputs = noInputs }: NewProject): Project {
  return {
    id,
    name,
    createdAt: at,
    updatedAt: at,
    prompt,
    history: { base: prompt, revisions: [], head: null },
    inputs,
    sampling: {},
    mode: 'single',
    turns: [],
    chat: blankChat,
    currentTurnId: null,
    drafts: emptyDrafts,
    regression: blankRegression,
    adherence: blankAdherence,
    keptPairs: [],
    labeler: null,
    tuning: null,
    playground: null,
  };
}

/** A copy with everything in it. Candidates that are still being written belong to the first project, so here they are interrupted. */
export function duplicateProject(
  project: Project,
  copy: { readonly id: string; readonly name: string; readonly at: Instant },
): Project {
  const { id, name, at } = copy;
  return { ...settleInterrupted(project), id, name, createdAt: at, updatedAt: at };
}

/** `Name (copy)`, then `Name (copy 2)`: the first that is not taken. */
export function copyName(name: string, taken: readonly string[]): string {
  const stem = name.replace(/ \(copy(?: \d+)?\)$/, '');
  const used = new Set(taken);
  let candidate = `${stem} (copy)`;
  for (let n = 2; used.has(candidate); n++) candidate = `${stem} (copy ${n})`;
  return candidate;
}

const noInputs: Inputs = { values: {}, sets: [] };
