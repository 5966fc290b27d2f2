import type { Candidate } from '../core/conversation/candidate';
import type { Turn } from '../core/conversation/turn';
import { type ComposedPrompt, composePrompt } from '../core/prompt/compose';
import type { PromptDocument } from '../core/prompt/prompt-document';
import type { ActionContext } from './context';
import { writeCandidates } from './write-candidates';

/** A version of the prompt, and what to fill it with. */
export interface RunInput {
  readonly document: PromptDocument;
  readonly revisionId: string | null;
  readonly values: Readonly<Record<string, string>>;
  readonly inputSetId?: string;
}

export interface NamedInput {
  /** For a message: the beginning of a sentence. */
  readonly name: string;
  readonly input: RunInput;
}

/** Starts those that can be; what the others lack is told by name, because the fields of the form are not theirs. */
export function startAll(
  context: ActionContext,
  inputs: readonly NamedInput[],
  isWanted: (input: RunInput, composed: ComposedPrompt) => boolean = () => true,
): readonly string[] {
  const lacking: string[] = [];
  const started: string[] = [];
  for (const { name, input } of inputs) {
    const composed = composePrompt(input);
    if (!composed.ok) {
      lacking.push(
        `${name} has no value for ${composed.error.names.map((variable) => `{${variable}}`).join(' and ')}.`,
      );
    } else if (isWanted(input, composed.value)) {
      const id = startRun(context, input, composed.value);
      // Without a prompt there is none for the others either.
      if (id === null) break;
      started.push(id);
    }
  }
  if (lacking.length > 0) {
    context.notify({
      title: 'Not everything was run',
      body: 'Give these their values, then run them:',
      details: lacking,
    });
  }
  return started;
}

/** Null, and told, when there is nothing to send. */
export function startRun(context: ActionContext, input: RunInput, composed: ComposedPrompt): string | null {
  const { deps, get, setAlign, setProject } = context;
  if (composed.text.trim() === '') {
    context.notify({ title: 'There is no prompt to run', body: 'Write what the model is to do, then run it.' });
    return null;
  }
  setAlign({ missingValues: null, fresh: null });
  const { settings, project } = get();
  const turn: Turn = {
    id: deps.newId(),
    n: Math.max(0, ...project.turns.map((other) => other.n)) + 1,
    at: deps.now(),
    parentId: null,
    revisionId: input.revisionId,
    input: {
      values: composed.values,
      ...(input.inputSetId === undefined ? {} : { inputSetId: input.inputSetId }),
      prompt: composed.text,
      message: null,
    },
    model: settings.promptModel,
    settings: project.sampling,
    candidates: Array.from({ length: settings.candidates }, () => waitingCandidate(deps.newId())),
    chosenId: null,
  };
  setProject((present) => ({ ...present, turns: [...present.turns, turn], currentTurnId: turn.id }));
  deps.requestPersistence();
  void writeCandidates(context, turn.id);
  return turn.id;
}

function waitingCandidate(id: string): Candidate {
  return { id, state: { status: 'waiting' }, feedback: [] };
}
