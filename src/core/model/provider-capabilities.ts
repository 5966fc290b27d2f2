import type { Capabilities } from './capabilities';
import { type GeminiThinking, geminiModelFacts } from './gemini-models';
import { type SettingName, settingNames } from './sampling-settings';
import { type ThinkingAbility, thinkingLevels } from './thinking';

const noSampling = 'The practice model follows rules and does not sample.';

export const practiceCapabilities: Capabilities = {
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
  thinking: noThinking('The practice model follows rules and does not think.'),
  // It has no window of its own: a conversation ends somewhere with every model, and here that can be seen without one.
  contextTokens: 32_768,
};

/** Source: the request types of WebLLM 0.2.86. A grammar constrains JSON and choices alike. */
export const webllmCapabilities: Capabilities = {
  settings: { ...everySetting(true), topK: 'WebLLM samples from the nucleus (top P) alone.' },
  images: false,
  replySchema: 'constrained',
  choices: true,
  thinking: noThinking('A local model thinks as much as it was made to.'),
};

/** What a server honours is known to itself alone: it is trusted with everything, and its refusal says what is wrong. */
export const serverCapabilities: Capabilities = {
  settings: everySetting(true),
  images: true,
  replySchema: 'constrained',
  choices: 'A server reports too few alternatives to know the probability of every label.',
  thinking: { levels: thinkingLevels, why: '' },
};

/** Source: the Prompt API of Chrome, developer.chrome.com/docs/ai/prompt-api. */
export const browserCapabilities: Capabilities = {
  settings: { ...everySetting('The browser’s model has no such setting.'), candidates: true },
  images: false,
  replySchema: 'constrained',
  choices: 'The browser’s model reports no probabilities.',
  thinking: noThinking('The browser’s model has no such setting.'),
};

/** An id that nobody knows yet is taken for one of the newest family. */
export function geminiCapabilities(id: string): Capabilities {
  const facts = geminiModelFacts(id);
  return {
    settings: {
      ...everySetting(true),
      ...(facts.samples ? {} : ignoredSampling),
      ...(facts.penalties ? {} : refused),
    },
    images: true,
    replySchema: facts.constrains ? 'constrained' : 'asked',
    choices: 'Gemini reports no probability for every label.',
    thinking: geminiThinking(facts.thinking),
    ...(facts.contextTokens === undefined ? {} : { contextTokens: facts.contextTokens }),
  };
}

const ignored = 'This Gemini model ignores it: Google chose a fixed value for the newest models.';
const ignoredSampling = { temperature: ignored, topP: ignored, topK: ignored };
const refused = {
  presencePenalty: 'Gemini models since 2.5 refuse penalties.',
  frequencyPenalty: 'Gemini models since 2.5 refuse penalties.',
  logprobs: 'Gemini models since 2.5 refuse log-probabilities.',
};

function geminiThinking(thinking: GeminiThinking): ThinkingAbility {
  switch (thinking.by) {
    case 'nothing':
      return noThinking('This model does not think before it answers.');
    case 'level':
      return { levels: thinking.levels, why: 'This Gemini model does not offer this level.' };
    case 'budget':
      return { levels: thinkingLevels, why: '' };
  }
}

function noThinking(why: string): ThinkingAbility {
  return { levels: [], why };
}

function everySetting(value: true | string): Record<SettingName, true | string> {
  // Object.fromEntries forgets which keys it was given.
  return Object.fromEntries(settingNames.map((name) => [name, value])) as Record<SettingName, true | string>;
}
