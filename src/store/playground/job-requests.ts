import type { EmbedRequest, ScoresRequest } from '../../core/playground/playground-port';
import type { EmbedRun, ScoresRun } from '../../core/playground/playground-work';
import { rawPrompt, sentPrompt } from '../../core/playground/sent-prompt';
import type { PlaygroundContext } from './playground-context';
import { embeddingRef, evaluateAs } from './select-playground';

const notBegun = {
  id: '',
  n: 0,
  at: '',
  tookMs: null,
  status: { status: 'running' },
  done: 0,
  total: 0,
  failed: 0,
} as const;

/** A ranking, or What mattered, of the set-up as it stands, before it begins. */
export function draftScores({ kept, get, model }: PlaygroundContext, kind: ScoresRun['kind']): ScoresRun {
  const { prompt, evaluate } = kept();
  const { model: _, ...sent } = prompt;
  const { rank, expected, unit } = evaluate;
  return { ...notBegun, kind, model: model(), prompt: sent, as: evaluateAs(get()), rank, expected, unit };
}

export function scoresRequest({ kept, limits }: PlaygroundContext, run: ScoresRun): ScoresRequest {
  const prompt = run.as === 'continuation' ? rawPrompt(run.prompt) : sentPrompt(run.prompt, kept().images);
  return { run, prompt, limits: limits(run.model) };
}

export function draftEmbed({ kept, get }: PlaygroundContext): EmbedRun {
  const { model: _, ...setup } = kept().embed;
  return { ...notBegun, kind: 'embed', model: embeddingRef(get()), setup };
}

export function embedRequest({ kept, limits }: PlaygroundContext, run: EmbedRun): EmbedRequest {
  const used = Object.entries(kept().images).filter(([sha256]) => run.setup.images.includes(sha256));
  return { run, images: Object.fromEntries(used), limits: limits(run.model) };
}
