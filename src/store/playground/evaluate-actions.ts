import type { EvaluateRun, PlaygroundRun } from '../../core/playground/playground-work';
import { rawPrompt, sentPrompt } from '../../core/playground/sent-prompt';
import { scoredFigures } from '../../core/scoring/scored-figures';
import { errorData } from '../model-choice';
import type { PlaygroundContext } from './playground-context';
import { evaluateAs } from './select-playground';
import type { TokenCache } from './token-cache';

const scope = 'project/playground/evaluate';
/** Likeliest tokens of each step that are kept: as many as any service tells. */
const alternatives = 20;

interface EvaluateActions {
  readonly evaluate: () => Promise<void>;
  readonly stopEvaluating: () => void;
}

/** How probable one expected completion is. */
export function evaluateActions(context: PlaygroundContext, tokens: TokenCache): EvaluateActions {
  const { kept, setKept, setRun, shown, setShown, deps, work, newHead, model, get } = context;

  const set = (id: string, outcome: EvaluateRun['outcome'], tookMs: number | null = null) =>
    setRun(id, isEvaluateRun, (run) => ({ ...run, outcome, tookMs }));

  return {
    async evaluate() {
      if (work.isRunning(scope)) return;
      const { prompt, evaluate, images } = kept();
      const { model: _, ...sent } = prompt;
      const { expected } = evaluate;
      const as = evaluateAs(get());
      const outcome = { status: 'running' } as const;
      const run: EvaluateRun = { ...newHead(model()), kind: 'evaluate', prompt: sent, expected, as, outcome };
      setKept((before) => ({ ...before, runs: [...before.runs, run] }));
      setShown({ opened: null, shown: { ...shown().shown, evaluate: null } });
      deps.requestPersistence();
      const began = Date.parse(deps.now());
      const took = () => Math.max(0, Date.parse(deps.now()) - began);
      const failed = (error: unknown) => set(run.id, { status: 'failed', error: errorData(error) }, took());
      await work.run({ scope, failed }, async (signal) => {
        // At once, while its project is still the open one.
        signal.addEventListener('abort', () => set(run.id, { status: 'stopped' }), { once: true });
        const asked = as === 'continuation' ? rawPrompt(sent) : sentPrompt(sent, images);
        const scoring = deps.models.scoringModel(run.model);
        const scored = await scoring.score({ prompt: asked, as, expected, alternatives }, signal);
        signal.throwIfAborted();
        tokens.keep({ runId: run.id, place: 0 }, { kind: 'evaluation', scored });
        set(run.id, { status: 'done', figures: scoredFigures(scored, expected) }, took());
      });
    },
    stopEvaluating: () => void work.stop(scope),
  };
}

function isEvaluateRun(run: PlaygroundRun): run is EvaluateRun {
  return run.kind === 'evaluate';
}
