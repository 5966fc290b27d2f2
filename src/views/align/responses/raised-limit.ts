import type { SamplingSettings } from '../../../core/model/sampling-settings';

/** Thoughts count too, so less than this helps little. */
const leastUseful = 1024;
/** No model writes more; a higher limit is none. */
const mostUseful = 65_536;

/** The same settings with room for twice as long an answer, or with no limit of ours. */
export function withRaisedLimit(settings: SamplingSettings): SamplingSettings {
  const { maxOutputTokens, ...rest } = settings;
  if (maxOutputTokens === undefined) return rest;
  const raised = Math.max(leastUseful, maxOutputTokens * 2);
  return raised > mostUseful ? rest : { ...rest, maxOutputTokens: raised };
}
