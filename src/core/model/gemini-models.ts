import { type ThinkingLevel, thinkingLevels } from './thinking';

/** What is known of a Gemini model by its id. */
export interface GeminiModelFacts {
  /** Whether temperature, top P and top K have an effect. */
  readonly samples: boolean;
  /** Whether penalties and log-probabilities are taken, and not refused. */
  readonly penalties: boolean;
  /** Whether a reply format constrains what is decoded. */
  readonly constrains: boolean;
  /** Whether it goes on with a last turn of role `model`; the newest answer it with 400. */
  readonly continues: boolean;
  readonly thinking: GeminiThinking;
  /** Prompt and reply together, where the pages below say so. */
  readonly contextTokens?: number;
  /** The longest reply, where they say so. */
  readonly outputTokens?: number;
}

export type GeminiThinking =
  /** It does not think, or cannot be told how much. */
  | { readonly by: 'nothing' }
  /** `thinkingConfig.thinkingLevel`; rising. */
  | { readonly by: 'level'; readonly levels: readonly ThinkingLevel[] }
  /** `thinkingConfig.thinkingBudget`, in tokens. */
  | { readonly by: 'budget'; readonly tokens: Readonly<Record<ThinkingLevel, number>> };

interface Row extends GeminiModelFacts {
  readonly ids: RegExp;
}

/** Since 2.5. */
const since25 = {
  samples: true,
  penalties: false,
  constrains: true,
  continues: true,
  contextTokens: 1_048_576,
  outputTokens: 65_536,
} as const;
/** Since 3.6 Flash and 3.5 Flash-Lite. */
const since36 = { ...since25, samples: false, continues: false } as const;

/**
 * By what an id begins with; the first row that fits. As the pages say that were read on 2026-11-30: ai.google.dev/gemini-api/docs/models
 * (2.0 of 2025-02, 2.5 of 2025-06, 3 Pro of 2025-11, 3 Flash of 2025-12, 3.1 Pro of 2026-02, 3.8 Flash and 4 Argon of 2026-10), .../thinking
 * (levels and budgets), "What's new in Gemini 3.6 Flash and 3.5 Flash-Lite" (sampling is ignored there and in later releases, and a last turn of role `model` refused), the guide to
 * Gemini 4 (levels low, medium and high; sampling ignored, penalties refused); and the service's own refusals since 2.5, "Penalty is not
 * enabled for this model" and "Logprobs is not enabled for …".
 */
const rows: readonly Row[] = [
  // Served by the same service, with neither constrained decoding nor a setting for thoughts.
  { ids: /^gemma/, samples: true, penalties: true, constrains: false, continues: true, thinking: { by: 'nothing' } },
  {
    ids: /^gemini-(?:1|2\.0)\b/,
    samples: true,
    penalties: true,
    constrains: true,
    continues: true,
    thinking: { by: 'nothing' },
  },
  { ids: /^gemini-2\.5-pro\b/, ...since25, thinking: budget({ minimal: 128, high: 32_768 }) },
  { ids: /^gemini-2\.5-flash\b/, ...since25, thinking: budget({ minimal: 0, high: 24_576 }) },
  { ids: /^gemini-3-pro\b/, ...since25, thinking: levels('low', 'high') },
  { ids: /^gemini-3\.\d+-pro\b/, ...since25, thinking: levels('low', 'medium', 'high') },
  { ids: /^gemini-3(?:\.[1-4])?-flash-lite\b/, ...since25, thinking: levels(...thinkingLevels) },
  { ids: /^gemini-3\.[56]-flash-lite\b/, ...since36, thinking: levels(...thinkingLevels) },
  { ids: /^gemini-3(?:\.[1-5])?-flash\b/, ...since25, thinking: levels(...thinkingLevels) },
  { ids: /^gemini-3\.6-flash\b/, ...since36, thinking: levels(...thinkingLevels) },
];

/**
 * 3.7 and later, and all of Gemini 4 (`gemini-4-argon`, `-carbon`, `-hydrogen`, `-neon`). An alias such as `gemini-flash-latest`, or an id that
 * nobody knows yet, is most likely of this family, too.
 */
const newest: GeminiModelFacts = {
  samples: false,
  penalties: false,
  constrains: true,
  continues: false,
  thinking: levels('low', 'medium', 'high'),
};

/** With or without the `models/` that the service puts before ids. */
export function geminiModelFacts(id: string): GeminiModelFacts {
  const name = id.replace(/^models\//, '').toLowerCase();
  return rows.find(({ ids }) => ids.test(name)) ?? newest;
}

function levels(...taken: readonly ThinkingLevel[]): GeminiThinking {
  return { by: 'level', levels: taken };
}

function budget({ minimal, high }: { readonly minimal: number; readonly high: number }): GeminiThinking {
  return { by: 'budget', tokens: { minimal, low: 1024, medium: 8192, high } };
}

/** Words in the ids of models that answer a prompt with something else than text, or that do not answer prompts at all. */
const otherWork: ReadonlySet<string> = new Set([
  ...['image', 'images', 'imagen', 'banana', 'veo', 'video', 'vision', 'omni', 'lyria', 'music'],
  ...['tts', 'audio', 'live', 'dialog', 'speech', 'voice', 'translate', 'transcribe'],
  ...['robotics', 'computer', 'research', 'agent', 'antigravity', 'embedding', 'embed', 'aqa', 'embeddinggemma'],
]);

/** Whether an id is that of a model for prompts, as far as it can be told from its words. */
export function soundsLikePromptModel(id: string): boolean {
  const words = id
    .replace(/^models\//, '')
    .toLowerCase()
    .split(/[-_.]/);
  return !words.some((word) => otherWork.has(word));
}
