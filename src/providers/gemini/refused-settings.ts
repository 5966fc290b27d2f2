import type { SettingName } from '../../core/model/sampling-settings';
import type { Refusal } from './refusal';

/** Something of a request that some models refuse: a setting, or the way in which we ask. */
export type RefusedPart = SettingName | 'thinking' | 'schema';

interface NamedSetting {
  readonly names: readonly SettingName[];
  /** In the service's words. */
  readonly said: RegExp;
  /** As it is called in Sampling. */
  readonly label: string;
}

const settings: readonly NamedSetting[] = [
  {
    names: ['presencePenalty', 'frequencyPenalty'],
    said: /penalt/i,
    label: '"Presence penalty" and "Frequency penalty"',
  },
  { names: ['logprobs'], said: /log-?_? ?prob/i, label: '"Log-probabilities"' },
  { names: ['temperature'], said: /\btemperature\b/i, label: '"Temperature"' },
  { names: ['topP'], said: /\btop[_-]? ?p\b/i, label: '"Top P"' },
  { names: ['topK'], said: /\btop[_-]? ?k\b/i, label: '"Top K"' },
  { names: ['seed'], said: /\bseed\b/i, label: '"Seed"' },
  { names: ['stopSequences'], said: /\bstop[_-]? ?sequence/i, label: '"Stop sequences"' },
  { names: ['maxOutputTokens'], said: /\bmax[_-]? ?output[_-]? ?tokens\b/i, label: '"Max output tokens"' },
];

/** The setting that a request was refused for, if it was sent at all. */
export function refusedSetting({ status, message }: Refusal, sent: ReadonlySet<string>): NamedSetting | undefined {
  if (status !== 400 && status !== 422) return undefined;
  return settings.find(({ names, said }) => names.some((name) => sent.has(name)) && said.test(message));
}

/** Whether it was refused for what we say of thinking, which no setting of the author may have asked for. */
export function refusesThinking({ status, message }: Refusal): boolean {
  return (
    (status === 400 || status === 422) &&
    /\bthinking|\bthoughts\b|thinking_?(?:config|level|budget)|include_?thoughts/i.test(message)
  );
}

/** What each model has refused, for as long as it is kept, so that it is refused once. */
export interface KnownRefusals {
  of(endpoint: string, model: string): ReadonlySet<RefusedPart>;
  learn(parts: readonly RefusedPart[], endpoint: string, model: string): void;
}

export function createKnownRefusals(): KnownRefusals {
  const known = new Map<string, ReadonlySet<RefusedPart>>();
  const nothing: ReadonlySet<RefusedPart> = new Set();
  const key = (endpoint: string, model: string) => `${endpoint} ${model}`;
  const of = (endpoint: string, model: string) => known.get(key(endpoint, model)) ?? nothing;
  return {
    of,
    learn(parts, endpoint, model) {
      known.set(key(endpoint, model), new Set([...of(endpoint, model), ...parts]));
    },
  };
}
