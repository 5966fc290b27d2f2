import type { ActionContext } from '../context';
import { completeActions } from './complete-actions';
import { evaluateActions } from './evaluate-actions';
import { handOverActions } from './hand-over-actions';
import { imageActions } from './image-actions';
import { playgroundJobs } from './job-actions';
import type { PlaygroundActions } from './playground-actions';
import { playgroundChecks } from './playground-checks';
import { type PlaygroundContext, playgroundContext } from './playground-context';
import { resultLookup } from './result-lookup';
import { scoringProblems, taskProblems } from './select-problems';
import { setupActions } from './setup-actions';
import { tableActions } from './table-actions';
import { tokenActions } from './token-actions';
import { tokenCache } from './token-cache';
import { vectorActions } from './vector-actions';

/** Everything that the Playground can ask for: a chunk of its own, fetched by `createActions`. */
export function createPlaygroundActions(studio: ActionContext, port: PlaygroundContext['port']): PlaygroundActions {
  const context = playgroundContext(studio, port);
  const checks = playgroundChecks(context);
  const tokens = tokenCache(context);
  const vectors = vectorActions(context);
  const lookup = resultLookup(context, () => void showVectors());
  const jobs = playgroundJobs(context, lookup);
  const setup = setupActions(context, checks);
  const completing = completeActions(context, tokens);
  const evaluating = evaluateActions(context, tokens);
  const { kept, get } = context;

  async function showVectors() {
    const window = { from: 0, count: firstVectors };
    await vectors.showSimilarity({ rows: window, columns: window });
  }

  const stopJobs = () => {
    const active = get().jobs.playground.active;
    if (active !== null) jobs.stop(active.jobId);
  };

  return {
    open() {
      checks.ensure();
      lookup.refresh();
    },
    ...setup,
    async run() {
      await checks.biasNow();
      if (Object.keys(taskProblems(get())).length > 0) return;
      switch (kept().task) {
        case 'complete':
          return completing.complete();
        case 'evaluate':
          return evaluating.evaluate();
        case 'embed':
          return jobs.startEmbed();
      }
    },
    stop() {
      completing.stopCompleting();
      evaluating.stopEvaluating();
      stopJobs();
    },
    pause: jobs.pause,
    resume: jobs.resume,
    removeRun: jobs.removeRun,
    showTokens: tokens.show,
    branch: completing.branch,
    async rank() {
      if (Object.keys(scoringProblems(get())).length === 0) await jobs.startScores('rank');
    },
    async whatMattered() {
      if (Object.keys(scoringProblems(get())).length === 0) await jobs.startScores('mattered');
    },
    ...tableActions(context, setup),
    showScores: lookup.showScores,
    ...vectors,
    ...imageActions(context, checks),
    ...handOverActions(context, checks),
    ...tokenActions(context),
  };
}

/** Rows and columns of the matrix that are computed at once. */
const firstVectors = 50;
