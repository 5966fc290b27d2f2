import type { Capabilities } from './capabilities';
import type { ModelRef } from './model-ref';
import { type SettingName, settingNames } from './sampling-settings';

/**
 * What a model honours, known without asking it: the page greys out controls before any worker or SDK is loaded, and the
 * providers send only what is honoured. A Gemini id that this table does not know is trusted with everything: the
 * service's refusal then says what is wrong, whereas a control that is greyed out by mistake cannot be argued with.
 */
export function capabilitiesOf(ref: ModelRef): Capabilities {
  switch (ref.provider) {
    case 'practice':
      return practice;
    case 'gemini':
      return gemini(ref.id);
    case 'webllm':
      return webllm;
    case 'server':
      return server;
    case 'browser':
      return browser;
  }
}

const noSampling = 'The practice model follows rules and does not sample.';

const practice: Capabilities = {
  settings: {
    ...everySetting(noSampling),
    maxOutputTokens: true,
    stopSequences: true,
    seed: true,
    candidates: true,
  },
  images: false,
  replySchema: 'constrained',
  choices: 'The practice model follows rules: it has no probabilities.',
};

/** Source: the request types of WebLLM 0.2.86. A grammar constrains JSON and choices alike. */
const webllm: Capabilities = {
  settings: { ...everySetting(true), topK: 'WebLLM samples from the nucleus (top P) alone.' },
  images: false,
  replySchema: 'constrained',
  choices: true,
};

/** What a server honours is known to itself alone: it is trusted with everything, and its refusal says what is wrong. */
const server: Capabilities = {
  settings: everySetting(true),
  images: true,
  replySchema: 'constrained',
  choices: 'A server reports too few alternatives to know the probability of every label.',
};

/** Source: the Prompt API of Chrome, developer.chrome.com/docs/ai/prompt-api. */
const browser: Capabilities = {
  settings: { ...everySetting('The browser’s model has no such setting.'), candidates: true },
  images: false,
  replySchema: 'constrained',
  choices: 'The browser’s model reports no probabilities.',
};

/**
 * Sources: ai.google.dev "What's new in Gemini 3.6 Flash and 3.5 Flash-Lite" (temperature, topP and topK are ignored there
 * and in later releases); the service's own refusals since 2.5, "Penalty is not enabled for this model" and "Logprobs is
 * not enabled for ...". Several candidates in one call are refused as well, but we ask for each in a call of its own.
 */
function gemini(id: string): Capabilities {
  const release = releaseOf(id);
  return {
    settings: {
      ...everySetting(true),
      ...(ignoresSampling(release) ? ignoredSampling : {}),
      ...(refusesPenalties(release) ? refused : {}),
    },
    images: true,
    // Gemma is served by the same service, without constrained decoding.
    replySchema: id.startsWith('gemma') ? 'asked' : 'constrained',
    choices: 'Gemini reports no probability for every label.',
  };
}

type Release =
  | { readonly known: true; readonly version: number; readonly size: string }
  /** An alias for whatever is newest of a size. */
  | { readonly known: 'newest'; readonly size: string }
  | { readonly known: false };

function releaseOf(id: string): Release {
  const alias = /^gemini-(flash-lite|flash|pro)-latest$/.exec(id)?.[1];
  if (alias !== undefined) return { known: 'newest', size: alias };
  const [, version, size] = /^gemini-(\d+(?:\.\d+)?)-(flash-lite|flash|pro)(?:-|$)/.exec(id) ?? [];
  if (version === undefined || size === undefined) return { known: false };
  return { known: true, version: Number(version), size };
}

function ignoresSampling(release: Release): boolean {
  if (release.known === false) return false;
  if (release.known === 'newest') return release.size !== 'pro';
  return release.version >= (release.size === 'flash-lite' ? 3.5 : 3.6);
}

function refusesPenalties(release: Release): boolean {
  if (release.known === false) return false;
  return release.known === 'newest' || release.version >= 2.5;
}

const ignored = 'This Gemini model ignores it: Google chose a fixed value for the newest models.';
const ignoredSampling = { temperature: ignored, topP: ignored, topK: ignored };
const refused = {
  presencePenalty: 'Gemini models since 2.5 refuse penalties.',
  frequencyPenalty: 'Gemini models since 2.5 refuse penalties.',
  logprobs: 'Gemini models since 2.5 refuse log-probabilities.',
};

function everySetting(value: true | string): Record<SettingName, true | string> {
  // Object.fromEntries forgets which keys it was given.
  return Object.fromEntries(settingNames.map((name) => [name, value])) as Record<SettingName, true | string>;
}
