export const geminiTiers = ['free', 'paid'] as const;
export type GeminiTier = (typeof geminiTiers)[number];

/** The limits of a service as Settings keeps them. */
export interface TierLimits {
  readonly requestsPerMinute: number;
  readonly parallelRequests: number;
}

/**
 * What is typical for a key without billing (`free`) and with it (`paid`, the first paid tier). Google's page of rate limits gave these
 * requests per minute for Gemini 2.5 on 2025-06-17, the last figures that it printed: Flash 10 and 1,000, Flash-Lite 15 and 4,000, Pro 5
 * and 150. Since then a project's own limits are shown in AI Studio alone. A model of another name gets what Pro gets: too careful costs
 * time, too bold costs refused calls. Parallel requests have no limit of their own there; so many keep a page answering.
 *
 * Source: https://ai.google.dev/gemini-api/docs/rate-limits
 */
export function tierLimits(tier: GeminiTier, modelId: string): TierLimits {
  const requestsPerMinute = perMinute[familyOf(modelId)][tier];
  return { requestsPerMinute, parallelRequests: tier === 'free' ? 2 : 8 };
}

const perMinute = {
  flash: { free: 10, paid: 1000 },
  'flash-lite': { free: 15, paid: 4000 },
  other: { free: 5, paid: 150 },
} as const;

function familyOf(modelId: string): keyof typeof perMinute {
  const words = modelId.toLowerCase().split('-');
  if (!words.includes('flash')) return 'other';
  return words.includes('lite') ? 'flash-lite' : 'flash';
}
