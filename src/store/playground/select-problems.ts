import type { CompletionCapabilities } from '../../core/model/completion-capabilities';
import type { CompleteSetup, PlaygroundPrompt } from '../../core/playground/playground-work';
import { isEmptyPrompt } from '../../core/playground/sent-prompt';
import type { StudioState } from '../studio-state';
import { honouredSetup } from './honoured-setup';
import type { PlaygroundState } from './playground-state';
import { capabilitiesHere, embeddingRef, evaluateAs, playgroundCapabilities, playgroundOf } from './select-playground';

/** Why the task on the screen cannot be sent, by the name of the control that mends it; empty: it can. */
export type Problems = Readonly<Record<string, string>>;

type Studio = Pick<StudioState, 'project' | 'settings' | 'playground'>;

export function taskProblems(state: Studio): Problems {
  const { task } = playgroundOf(state.project);
  switch (task) {
    case 'complete':
      return completeProblems(state);
    case 'evaluate':
      return evaluateProblems(state);
    case 'embed':
      return embedProblems(state);
  }
}

function completeProblems(state: Studio): Problems {
  const { prompt, complete } = playgroundOf(state.project);
  const capabilities = playgroundCapabilities(state);
  const setup = honouredSetup(complete, capabilities);
  return {
    ...promptProblems(prompt, { isRaw: setup.options.rawPrompt === true, capabilities }),
    ...lengthProblems(setup, { capabilities, promptTokens: state.playground.promptTokens }),
    ...samplingProblems(setup, capabilities),
    ...biasProblems(setup, state.playground),
    ...state.playground.problems,
  };
}

function promptProblems(
  { parts, system, turns }: PlaygroundPrompt,
  { isRaw, capabilities }: { readonly isRaw: boolean; readonly capabilities: CompletionCapabilities },
): Problems {
  const hasImages = parts.some(({ type }) => type === 'image');
  if (isRaw && hasImages) return { Prompt: 'A raw prompt is text alone: remove the images, or turn “Raw prompt” off.' };
  if (hasImages && capabilities.images !== true) return { Prompt: capabilities.images };
  if (!isRaw && system !== '' && capabilities.system !== true) return { System: capabilities.system };
  if (!isRaw && turns.some(({ text }) => text === ''))
    return { Prompt: 'An earlier turn is empty: write it, or remove it.' };
  if (isRaw || !isEmptyPrompt(parts)) return {};
  return { Prompt: noPrompt(capabilities.options.rawPrompt === true) };
}

function noPrompt(takesRaw: boolean): string {
  return takesRaw ? 'Type a prompt. It may be empty where “Raw prompt” is on.' : 'Type a prompt.';
}

function lengthProblems(
  { sampling: { maxOutputTokens } }: Pick<CompleteSetup, 'sampling'>,
  {
    capabilities: { contextTokens: context, outputTokens },
    promptTokens: told,
  }: { readonly capabilities: CompletionCapabilities; readonly promptTokens: PlaygroundState['promptTokens'] },
): Problems {
  const wanted = maxOutputTokens ?? 0;
  const field = 'Maximum tokens';
  if (outputTokens !== undefined && wanted > outputTokens)
    return { [field]: `This model writes ${whole(outputTokens)} tokens at most. Type ${whole(outputTokens)} or less.` };
  // By an estimate nothing is kept back: whoever answers counts before it does.
  const promptTokens = told?.isEstimated === true ? null : told;
  const contextTokens = promptTokens?.contextTokens ?? context;
  if (contextTokens === undefined) return {};
  const taken = promptTokens?.count ?? 0;
  if (taken >= contextTokens)
    return {
      Prompt: `The prompt has ${whole(taken)} tokens, and the context of this model takes ${whole(contextTokens)}.`,
    };
  if (taken + wanted <= contextTokens) return {};
  const left = whole(contextTokens - taken);
  return {
    [field]: `The prompt has ${whole(taken)} tokens of the ${whole(contextTokens)} that this model takes. Type ${left} or less.`,
  };
}

function samplingProblems(
  { sampling, completions, bestOf }: CompleteSetup,
  { mostLogprobs }: CompletionCapabilities,
): Problems {
  const { logprobs, stopSequences = [] } = sampling;
  return {
    ...(bestOf !== null &&
      bestOf <= completions && {
        'Best of': `Type more than Completions (${completions}), or leave it empty.`,
      }),
    ...(logprobs !== undefined &&
      logprobs > mostLogprobs && { 'Log-probabilities': `This model tells ${mostLogprobs} at most.` }),
    ...(stopSequences.length > mostStops && {
      'Stop sequences': `Write ${mostStops} at most, not ${stopSequences.length}.`,
    }),
  };
}

const mostStops = 5;

function biasProblems({ bias }: CompleteSetup, { bias: checks }: PlaygroundState): Problems {
  for (const { id } of bias) {
    const check = checks[id];
    if (check?.status === 'several')
      return { 'Logit bias': `A text of ${check.tokens.length} tokens has a bias: choose one of them in the table.` };
    if (check?.status === 'none') return { 'Logit bias': check.why };
  }
  return {};
}

function evaluateProblems(state: Studio): Problems {
  const { prompt, evaluate } = playgroundOf(state.project);
  return {
    ...scoringProblems(state, prompt),
    ...(evaluate.expected === '' && { 'Expected completion': 'Type the text to score: it must not be empty.' }),
    ...tooLong(state, evaluate.expected),
  };
}

/** Of Rank and What mattered as well. */
export function scoringProblems(state: Studio, prompt = playgroundOf(state.project).prompt): Problems {
  const capabilities = playgroundCapabilities(state);
  if (capabilities.scoring !== true) return { Model: capabilities.scoring };
  const isRaw = evaluateAs(state) === 'continuation';
  return isRaw && isEmptyPrompt(prompt.parts) ? {} : promptProblems(prompt, { isRaw, capabilities });
}

/** By the tokens of the prompt, where they are known: the model counts those of the completion. */
function tooLong(state: Studio, expected: string): Problems {
  const { promptTokens } = state.playground;
  const contextTokens = promptTokens?.contextTokens ?? playgroundCapabilities(state).contextTokens;
  const taken = promptTokens?.isEstimated === true ? undefined : promptTokens?.count;
  if (contextTokens === undefined || taken === undefined || expected === '' || taken < contextTokens) return {};
  return {
    Prompt: `The prompt has ${whole(taken)} tokens, and the context of this model takes ${whole(contextTokens)} with the completion.`,
  };
}

function embedProblems(state: Studio): Problems {
  const { texts, dataset, textColumn, images } = playgroundOf(state.project).embed;
  const { embeds, images: takesImages } = capabilitiesHere(state, embeddingRef(state)).vectors;
  const { textsFound, problems } = state.playground;
  const given = images.length > 0 || (dataset === null ? texts.trim() !== '' : textColumn !== null);
  return {
    ...(embeds !== true && { Model: embeds }),
    ...(images.length > 0 && takesImages !== true && { Images: takesImages }),
    ...(!given && {
      Texts: dataset === null ? 'Type texts, one in a line, or choose a file.' : 'Choose the text column.',
    }),
    ...(given && textsFound.status === 'refused' && { Texts: textsFound.problem.message }),
    ...(given && textsFound.status === 'found' && textsFound.found.total === 0 && { Texts: 'All texts are empty.' }),
    ...problems,
  };
}

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

function whole(value: number): string {
  return number.format(value);
}
