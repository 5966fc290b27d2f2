import { estimateTokens } from '../../../calls/estimate-tokens';
import { capabilitiesOf } from '../../../model/known-capabilities';
import type { TuningPrompt } from '../made-row';
import type { TuningRun } from '../tuning-work';

/** Null: the prompt fits, with its answer. Else its tokens, and how many the model holds. */
export type PromptLimit = (prompt: TuningPrompt) => { readonly tokens: number; readonly limit: number } | null;

/** Of the models that answer; nothing is too long for one whose limit nobody knows. */
export function promptLimit({
  constitution,
  settings,
  promptModel,
}: Pick<TuningRun, 'constitution' | 'settings' | 'promptModel'>): PromptLimit {
  const { answersBy } = settings.comparison;
  const second = settings.make === 'comparison' && answersBy.kind === 'models' ? [answersBy.second] : [];
  const limits = [promptModel, ...second].flatMap((ref) => capabilitiesOf(ref).contextTokens ?? []);
  if (limits.length === 0) return () => null;
  const limit = Math.min(...limits);
  const left = limit - settings.maxTokens.answer - estimateTokens(constitution.systemMessages.answer);
  return ({ turns }) => {
    // No text has more tokens than characters: most prompts need no counting.
    if (turns.reduce((sum, { text }) => sum + text.length, 0) <= left) return null;
    const tokens = turns.reduce((sum, { text }) => sum + estimateTokens(text), 0);
    return tokens <= left ? null : { tokens, limit };
  };
}
