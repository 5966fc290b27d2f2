import type { CompletionCapabilities } from '../../core/model/completion-capabilities';
import { completionCapabilitiesOf } from '../../core/model/completion-capabilities-of';
import { localModel, type ModelRef } from '../../core/model/model-ref';
import type { EvaluateAs } from '../../core/model/scoring-model';
import { blankPlaygroundWork, type PlaygroundRun, type PlaygroundWork } from '../../core/playground/playground-work';
import type { Project } from '../../core/project/project';
import type { StudioState } from '../studio-state';

/** What the project holds of the Playground; the defaults before anything was done. */
export function playgroundOf(project: Project): PlaygroundWork {
  return project.playground ?? blankPlaygroundWork;
}

/** Whom Complete and Evaluate ask. */
export function playgroundModel({ project, settings }: Pick<StudioState, 'project' | 'settings'>): ModelRef {
  return playgroundOf(project).prompt.model ?? settings.promptModel;
}

type RunOf<Kind extends PlaygroundRun['kind']> = Extract<PlaygroundRun, { readonly kind: Kind }>;

/** The run that a task shows: the one that was chosen, else the latest; null before the first. */
export function shownRun<Kind extends 'complete' | 'evaluate' | 'embed'>(
  { project, playground }: Pick<StudioState, 'project' | 'playground'>,
  kind: Kind,
): RunOf<Kind> | null {
  const runs = playgroundOf(project).runs.filter((run) => run.kind === kind);
  const run = runs.find(({ id }) => id === playground.shown[kind]) ?? runs.at(-1) ?? null;
  return run as RunOf<Kind> | null; // all of them are of that kind
}

/** The latest of many rows. */
export function latestScores(project: Project, kind: 'rank' | 'mattered'): RunOf<'rank' | 'mattered'> | null {
  const isOfKind = (run: PlaygroundRun): run is RunOf<'rank' | 'mattered'> => run.kind === kind;
  return playgroundOf(project).runs.filter(isOfKind).at(-1) ?? null;
}

/** What a model honours, by what is known of the server. */
export function capabilitiesHere(
  { playground }: Pick<StudioState, 'playground'>,
  ref: ModelRef,
): CompletionCapabilities {
  return completionCapabilitiesOf(ref, playground.program);
}

/** What the model of Complete and Evaluate honours. */
export function playgroundCapabilities(
  state: Pick<StudioState, 'project' | 'settings' | 'playground'>,
): CompletionCapabilities {
  return capabilitiesHere(state, playgroundModel(state));
}

/** How Evaluate reads the expected completion, unless the author has chosen. */
export function evaluateAs(state: Pick<StudioState, 'project' | 'settings' | 'playground'>): EvaluateAs {
  return (
    playgroundOf(state.project).evaluate.as ?? (playgroundCapabilities(state).isInstructed ? 'reply' : 'continuation')
  );
}

/** Who turns texts into vectors. */
export function embeddingRef({ project, settings }: Pick<StudioState, 'project' | 'settings'>): ModelRef {
  return embedderOf(playgroundOf(project).embed.model, settings);
}

/** The one that was chosen; else the one that goes with the prompt model, by the settings of the device. */
export function embedderOf(
  chosen: ModelRef | null,
  { promptModel, local, server }: Pick<StudioState['settings'], 'promptModel' | 'local' | 'server'>,
): ModelRef {
  if (chosen !== null) return chosen;
  if (promptModel.provider === 'webllm') return localModel(local.embeddingModel);
  if (promptModel.provider === 'server' && server.embeddingModel !== '')
    return { provider: 'server', id: server.embeddingModel };
  return completionCapabilitiesOf(promptModel, 'unknown').vectors.ref;
}
