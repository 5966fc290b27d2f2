import type { AskDeps } from '../core/alignment/ask';
import { capabilitiesOf } from '../core/model/known-capabilities';
import { isLocal, type ModelRef } from '../core/model/model-ref';
import type { ActionContext } from './context';
import { type ListedModels, selectKnownModels } from './local/local-selectors';
import { alignmentModelOf } from './model-choice';

/** The alignment model, with how much it holds. */
export function alignmentDeps({ deps, get }: ActionContext, signal: AbortSignal): AskDeps {
  const ref = alignmentModelOf(get().settings);
  return { model: deps.models.model(ref), signal, contextTokens: contextOf(get(), ref) };
}

/** Prompt and reply together; null where nobody knows. */
export function contextOf({ settings, local }: ListedModels, model: ModelRef): number | null {
  if (!isLocal(model)) return capabilitiesOf(model).contextTokens ?? null;
  const found = selectKnownModels({ local, settings }).find(({ id }) => id === model.id);
  return found?.contextTokens ?? usualLocalContext;
}

/** Of nearly all of WebLLM's list, for as long as that has not been read. */
const usualLocalContext = 4096;
