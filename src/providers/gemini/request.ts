import type { Capabilities } from '../../core/model/capabilities';
import type { CompletionPrefix } from '../../core/model/completion-options';
import type { ModelPrompt, Part, PromptTurn } from '../../core/model/model-prompt';
import type { ModelRequest } from '../../core/model/model-request';
import type { SamplingSettings, SettingName } from '../../core/model/sampling-settings';
import { schemaInWords } from '../../core/model/schema-in-words';
import {
  type SafetyCategory,
  type SafetySettings,
  type SafetyThreshold,
  safetyCategories,
} from '../../core/model/service-settings';
import type { RefusedPart } from './refused-settings';
import { type GeminiSchema, toGeminiSchema } from './reply-schema';
import type { ThinkingConfig } from './thinking-config';

/** The body of `generateContent` (ai.google.dev/api/generate-content), as far as we use it. */
export interface GeminiRequest {
  readonly contents: readonly GeminiContent[];
  readonly systemInstruction?: GeminiContent;
  readonly safetySettings: readonly { readonly category: string; readonly threshold: string }[];
  readonly generationConfig: GeminiGenerationConfig;
}

interface GeminiContent {
  readonly role: 'user' | 'model' | 'system';
  readonly parts: readonly GeminiPart[];
}

type GeminiPart =
  | { readonly text: string }
  | { readonly inlineData: { readonly mimeType: string; readonly data: string } };

type GeminiGenerationConfig = Omit<SamplingSettings, 'candidates'> & {
  readonly responseLogprobs?: true;
  readonly responseMimeType?: 'application/json';
  readonly responseSchema?: GeminiSchema;
  readonly thinkingConfig?: ThinkingConfig;
};

/** Where a reply format is put: where the service constrains decoding by it, or in the text, where it is only asked for. */
type SchemaPlace = 'setting' | 'text';

export interface HowToAsk {
  readonly safety: SafetySettings;
  readonly capabilities: Capabilities;
  readonly schemaPlace: SchemaPlace;
  /** What is to be left out, since this model has refused it. */
  readonly refused?: ReadonlySet<RefusedPart>;
  /** Absent: nothing is said of thinking. */
  readonly thinkingConfig?: ThinkingConfig;
}

export function toGeminiRequest(request: ModelRequest, how: HowToAsk): GeminiRequest {
  const { prompt, reply, completion } = request;
  const contents = [...prompt.turns.map(toContent), ...begun(completion?.prefix)];
  return {
    contents:
      reply.type === 'json' && how.schemaPlace === 'text'
        ? withLastText(contents, schemaInWords(reply.schema))
        : contents,
    ...(prompt.system === undefined ? {} : { systemInstruction: { role: 'system', parts: [{ text: prompt.system }] } }),
    safetySettings: toSafetySettings(how.safety),
    generationConfig: {
      ...toSampling(request.settings, how),
      ...(how.thinkingConfig === undefined ? {} : { thinkingConfig: how.thinkingConfig }),
      ...(reply.type === 'json' && how.schemaPlace === 'setting'
        ? { responseMimeType: 'application/json', responseSchema: toGeminiSchema(reply.schema) }
        : {}),
    },
  };
}

/** The answer as far as it is written: the model goes on behind a last turn of its own. */
function begun(prefix: CompletionPrefix | undefined): readonly GeminiContent[] {
  return prefix === undefined || prefix.text === '' ? [] : [{ role: 'model', parts: [{ text: prefix.text }] }];
}

/** What of a prompt can be counted: the service refuses texts of nothing. */
export function countable({ system = '', turns }: ModelPrompt): Pick<GeminiRequest, 'contents' | 'systemInstruction'> {
  const contents = turns.map(toContent).flatMap(({ role, parts }) => {
    const full = parts.filter((part) => !('text' in part) || part.text !== '');
    return full.length === 0 ? [] : [{ role, parts: full }];
  });
  return { contents, ...(system === '' ? {} : { systemInstruction: { role: 'system', parts: [{ text: system }] } }) };
}

function toContent(turn: PromptTurn): GeminiContent {
  return { role: turn.role, parts: turn.parts.map(toPart) };
}

function toPart(part: Part): GeminiPart {
  switch (part.type) {
    case 'text':
      return { text: part.text };
    case 'image':
      return { inlineData: { mimeType: part.mimeType, data: part.data } };
  }
}

function withLastText(contents: readonly GeminiContent[], text: string): readonly GeminiContent[] {
  const last = contents.at(-1);
  if (last === undefined) return [{ role: 'user', parts: [{ text }] }];
  return [...contents.slice(0, -1), { ...last, parts: [...last.parts, { text: `\n\n${text}` }] }];
}

/** Only what the model honours: what it ignores today it is announced to refuse tomorrow. One call is one candidate. */
function toSampling(settings: SamplingSettings, { capabilities, refused }: HowToAsk): GeminiGenerationConfig {
  const { candidates: _, logprobs, stopSequences, ...plain } = settings;
  const isTaken = (name: SettingName) => capabilities.settings[name] === true && refused?.has(name) !== true;
  const kept: Partial<Record<SettingName, unknown>> = Object.fromEntries(
    Object.entries(plain).filter(([name, value]) => value !== undefined && isTaken(name as SettingName)),
  );
  return {
    // The names and values are those of SamplingSettings, which Object.entries forgets.
    ...(kept as Omit<SamplingSettings, 'candidates' | 'logprobs' | 'stopSequences'>),
    ...(stopSequences !== undefined && stopSequences.length > 0 && isTaken('stopSequences') ? { stopSequences } : {}),
    ...(logprobs === undefined || !isTaken('logprobs')
      ? {}
      : { responseLogprobs: true, ...(logprobs > 0 ? { logprobs } : {}) }),
  };
}

const categories: Readonly<Record<SafetyCategory, string>> = {
  harassment: 'HARM_CATEGORY_HARASSMENT',
  'hate-speech': 'HARM_CATEGORY_HATE_SPEECH',
  'sexually-explicit': 'HARM_CATEGORY_SEXUALLY_EXPLICIT',
  'dangerous-content': 'HARM_CATEGORY_DANGEROUS_CONTENT',
};

const thresholds: Readonly<Record<Exclude<SafetyThreshold, 'default'>, string>> = {
  off: 'OFF',
  'block-none': 'BLOCK_NONE',
  'block-high': 'BLOCK_ONLY_HIGH',
  'block-medium': 'BLOCK_MEDIUM_AND_ABOVE',
  'block-low': 'BLOCK_LOW_AND_ABOVE',
};

function toSafetySettings(safety: SafetySettings): GeminiRequest['safetySettings'] {
  return safetyCategories.flatMap((name) => {
    const threshold = safety[name];
    return threshold === 'default' ? [] : [{ category: categories[name], threshold: thresholds[threshold] }];
  });
}
