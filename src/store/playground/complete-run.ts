import type { CompletionCapabilities } from '../../core/model/completion-capabilities';
import type { CompletionPrefix, TokenBias } from '../../core/model/completion-options';
import type { ModelRef } from '../../core/model/model-ref';
import type { ModelRequest } from '../../core/model/model-request';
import type { TokenLogprob } from '../../core/model/reply';
import type { SamplingSettings } from '../../core/model/sampling-settings';
import type {
  CompleteRun,
  CompleteSetup,
  Completion,
  KeptImage,
  PlaygroundWork,
} from '../../core/playground/playground-work';
import { rawPrompt, sentPrompt } from '../../core/playground/sent-prompt';
import { honouredSampling, honouredSetup, streamsOf } from './honoured-setup';

type Head = Pick<CompleteRun, 'id' | 'n' | 'at' | 'model' | 'tookMs'>;

/** Completions that one request asks for: of one model with the same settings. */
export interface Arm {
  readonly completions: readonly [Completion, ...Completion[]];
  /** Of a branch: the tokens that it begins with. */
  readonly begins?: readonly TokenLogprob[];
}

/** A run of the set-up as it stands, with the places of all its completions; what a model does not honour is not in it. */
export function newCompleteRun(
  { prompt, complete }: Pick<PlaygroundWork, 'prompt' | 'complete'>,
  head: Head,
  capabilities: (ref: ModelRef) => CompletionCapabilities,
): CompleteRun {
  const { model: _, ...sent } = prompt;
  const setup = honouredSetup(complete, capabilities(head.model));
  const { compare } = setup;
  const arms = [
    { model: head.model, sampling: setup.sampling },
    ...(compare === null
      ? []
      : [{ model: compare.model, sampling: comparedSampling(setup, compare, capabilities(compare.model)) }]),
  ];
  const streams = streamsOf(setup);
  const completions = arms.flatMap((arm, place) =>
    Array.from({ length: streams }, (_, stream): Completion => {
      const n = place * streams + stream + 1;
      return { ...arm, n, from: null, outcome: { status: 'running', text: '' } };
    }),
  );
  return { ...head, kind: 'complete', prompt: sent, setup, completions };
}

/** The completions of a run that began by themselves, by the request that asks for them. */
export function armsOf({ setup, completions }: CompleteRun): readonly Arm[] {
  const streams = streamsOf(setup);
  const begun = completions.filter(({ from }) => from === null);
  return [0, streams].flatMap((start): readonly Arm[] => {
    const [first, ...rest] = begun.slice(start, start + streams);
    return first === undefined ? [] : [{ completions: [first, ...rest] }];
  });
}

/** What is compared are the settings that change what is drawn; where it ends and what is told of it is the same for both. */
function comparedSampling(
  { sampling }: CompleteSetup,
  compare: NonNullable<CompleteSetup['compare']>,
  { settings }: CompletionCapabilities,
): SamplingSettings {
  const { maxOutputTokens, stopSequences, logprobs } = sampling;
  const same = { maxOutputTokens, stopSequences, logprobs };
  const known = Object.fromEntries(Object.entries(same).filter(([, value]) => value !== undefined));
  const { maxOutputTokens: _, stopSequences: __, logprobs: ___, ...differing } = compare.sampling;
  return honouredSampling({ ...differing, ...known }, settings);
}

interface Given {
  readonly images: Readonly<Record<string, KeptImage>>;
  readonly bias: readonly TokenBias[];
  readonly capabilities: CompletionCapabilities;
}

/** What is asked for the completions of an arm. */
export function completeRequest(
  { prompt, setup }: CompleteRun,
  { completions: [first, ...rest] }: Arm,
  { images, bias, capabilities }: Given,
): ModelRequest {
  const isHonoured = (name: string) => capabilities.options[name as keyof typeof capabilities.options] === true;
  const options = Object.fromEntries(Object.entries(setup.options).filter(([name]) => isHonoured(name)));
  return {
    purpose: 'complete',
    subject: null,
    prompt: setup.options.rawPrompt === true ? rawPrompt(prompt) : sentPrompt(prompt, images),
    settings: { ...withLogprobs(first.sampling, setup.bestOf), candidates: 1 + rest.length },
    reply: { type: 'text' },
    cache: 'fresh',
    completion: {
      ...options,
      ...(bias.length > 0 && isHonoured('logitBias') && { logitBias: bias }),
      ...(first.from !== null && { prefix: first.from.prefix satisfies CompletionPrefix }),
    },
  };
}

/** The best are chosen by the log-probabilities of the chosen tokens. */
function withLogprobs(sampling: SamplingSettings, bestOf: number | null): SamplingSettings {
  return bestOf === null || sampling.logprobs !== undefined ? sampling : { ...sampling, logprobs: 0 };
}
