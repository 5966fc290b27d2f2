import { describe, expect, it } from 'vitest';
import { ModelError } from '../../core/model/model-error';
import { practiceModel } from '../../core/model/model-ref';
import { noUsage } from '../../core/model/reply';
import type { ScoredText, ScoreRequest, ScoringModel } from '../../core/model/scoring-model';
import type { EvaluateSetup } from '../../core/playground/playground-work';
import { openPlayground, runsOf } from '../../testing/open-playground';
import { turns } from '../../testing/turns';

const scored = (...probabilities: readonly number[]): ScoredText => ({
  tokens: probabilities.map((probability, place) => ({
    token: ` t${place}`,
    logprob: Math.log(probability),
    rank: probability >= 0.5 ? 1 : 2,
    likeliest: [{ token: ' top', logprob: Math.log(Math.max(probability, 1 - probability)) }],
  })),
  countedOfPrompt: '',
  from: 'prompt',
  usage: noUsage,
});

async function evaluating(score: ScoringModel['score'], evaluate: Partial<EvaluateSetup> = { expected: ' t0 t1' }) {
  const requests: ScoreRequest[] = [];
  const scoringModel = (): ScoringModel => ({
    ref: practiceModel,
    score: (request, signal) => {
      requests.push(request);
      return score(request, signal);
    },
  });
  const opened = await openPlayground({ models: { scoringModel } });
  await opened.playground.setTask('evaluate');
  await opened.playground.setPrompt({ system: 'Be brief.', parts: [{ type: 'text', text: 'I saw ' }] });
  await opened.playground.setEvaluate(evaluate);
  return { ...opened, requests };
}

describe('a run of Evaluate', () => {
  it('scores a continuation of the text to the byte, without system text', async () => {
    const { playground, state, requests } = await evaluating(async () => scored(0.5, 0.25));
    await playground.run();
    expect(requests).toEqual([
      {
        prompt: { turns: [{ role: 'user', parts: [{ type: 'text', text: 'I saw ' }] }] },
        as: 'continuation',
        expected: ' t0 t1',
        alternatives: 20,
      },
    ]);
    const [run] = runsOf(state);
    expect(run).toMatchObject({
      kind: 'evaluate',
      outcome: { status: 'done', figures: { tokens: 2, greedyTokens: 1 } },
    });
  });

  it('scores a reply to the prompt with all that is said before it', async () => {
    const { playground, requests } = await evaluating(async () => scored(0.5), { expected: 'x', as: 'reply' });
    await playground.run();
    expect(requests[0]).toMatchObject({ as: 'reply', prompt: { system: 'Be brief.' } });
  });

  it('log-perplexity is never negative', async () => {
    const { playground, state } = await evaluating(async () => scored(1, 1));
    await playground.run();
    const [run] = runsOf(state);
    const figures = run?.kind === 'evaluate' && run.outcome.status === 'done' ? run.outcome.figures : undefined;
    expect(Object.is(figures?.logPerplexity, 0)).toBe(true);
  });

  it('shows no figure where the forced token is not the one that came back', async () => {
    const error = new ModelError({ kind: 'unreadable', code: 'OTHER_TOKEN', message: 'Another token came back.' });
    const { playground, state } = await evaluating(() => Promise.reject(error));
    await playground.run();
    expect(runsOf(state)[0]).toMatchObject({ outcome: { status: 'failed', error: { code: 'OTHER_TOKEN' } } });
  });

  it('is stopped, and no figure is shown', async () => {
    const { playground, state } = await evaluating(() => new Promise(() => undefined));
    void playground.run();
    await turns();
    playground.stop();
    await turns();
    expect(runsOf(state)[0]).toMatchObject({ outcome: { status: 'stopped' } });
  });

  it('of an empty completion is not begun', async () => {
    const { playground, state, requests } = await evaluating(async () => scored(0.5), { expected: '' });
    await playground.run();
    expect([requests, runsOf(state)]).toEqual([[], []]);
  });
});
