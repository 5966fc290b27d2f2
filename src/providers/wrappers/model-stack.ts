import type { CallRecord } from '../../core/model/call-record';
import type { EmbeddingModel } from '../../core/model/embedding-model';
import type { LanguageModel } from '../../core/model/language-model';
import type { ModelsConfig } from '../../core/model/models-port';
import type { Spending } from '../../core/model/spending';
import type { Clock, Random } from './clock';
import { type PolicedEmbeddingModel, policedEmbeddings } from './embedding-call';
import { createLedger } from './ledger';
import { createLimiter, type Limiter, type RateLimit } from './limiter';
import type { PolicedModel, PricedRequest } from './policed-model';
import { createReplyMemory } from './reply-memory';
import { withBudget } from './with-budget';
import { type CallCache, withCache } from './with-cache';
import { withMeter } from './with-meter';
import { withRateLimit } from './with-rate-limit';
import { defaultRetryPolicy, withRetry } from './with-retry';
import { defaultStallPolicy, withStallCut } from './with-stall-cut';
import { withTrace } from './with-trace';

/** What the models of a session share: limits, memory, budget, trace. */
export interface ModelStack {
  /** Takes effect for calls that start afterwards; limits and budget also for those that wait. */
  configure(config: ModelsConfig): void;
  /**
   * A paid service. From the outside in, and why there:
   * - trace: sees every call, also one that is answered from memory or stopped by the budget;
   * - cache: what it answers costs nothing, so it is above everything that counts or waits;
   * - retry: each try below it is a try of its own: it asks the budget and takes its place in the queue anew;
   * - budget: before the queue, so that a person is told at once, and so that queued calls count as under way;
   * - rate limit: everything below it has been let in;
   * - meter: what passes it is sent, so a call that was aborted in the queue costs nothing;
   * - stall cut: the clock of a try runs only while it is with the service.
   */
  paid(model: LanguageModel): LanguageModel;
  /** A model on this device: nothing to wait for and nothing to pay. */
  free(model: LanguageModel): LanguageModel;
  /**
   * Embedding models, under the same limits, retries and budget. They are in the totals, and in no call record: a record tells of a
   * prompt and its answer, and here a hundred texts become vectors.
   */
  paidEmbeddings(model: EmbeddingModel): PolicedEmbeddingModel;
  freeEmbeddings(model: EmbeddingModel): PolicedEmbeddingModel;
}

export interface StackDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: () => string;
  readonly onCall: (record: CallRecord) => void;
  readonly onSpending: (spending: Spending) => void;
  /** From before a restart. */
  readonly spent: Spending;
  readonly config: ModelsConfig;
}

export function createModelStack(deps: StackDeps): ModelStack {
  const { clock, random } = deps;
  const ledger = createLedger({ spent: deps.spent, onChange: deps.onSpending });
  const cache: CallCache = { memory: createReplyMemory(), underWay: new Map() };
  const limiters = new Map<string, Limiter>();
  let config = deps.config;
  ledger.setBudget(config.budget);
  // Also the earlier ones: a call that began with an old key may report it after the change.
  const keys = new Set([config.gemini.key]);
  const trace = { ...deps, secrets: () => [...keys] };

  function limiterOf(endpoint: string): Limiter {
    const known = limiters.get(endpoint);
    if (known !== undefined) return known;
    const limiter = createLimiter({ limit: rateLimit(config), clock });
    limiters.set(endpoint, limiter);
    return limiter;
  }

  function paidPath<R extends PricedRequest>(model: PolicedModel<R>): PolicedModel<R> {
    const sent = withMeter(withStallCut(model, { policy: defaultStallPolicy, clock }), { ledger, price: 'paid' });
    const allowed = withBudget(withRateLimit(sent, { limiter: limiterOf(config.gemini.endpoint) }), { ledger });
    return withRetry(allowed, { policy: defaultRetryPolicy, clock, random });
  }

  return {
    configure(next) {
      config = next;
      keys.add(next.gemini.key);
      ledger.setBudget(next.budget);
      limiters.get(next.gemini.endpoint)?.update(rateLimit(next));
    },
    paid(model) {
      const { endpoint, safety } = config.gemini;
      return withTrace(withCache(paidPath(model), { cache, scope: JSON.stringify([endpoint, safety]) }), trace);
    },
    free(model) {
      return withTrace(withCache(withMeter(model, { ledger, price: 'free' }), { cache, scope: '' }), trace);
    },
    paidEmbeddings: (model) => policedEmbeddings(model, paidPath),
    freeEmbeddings: (model) => policedEmbeddings(model, (calls) => withMeter(calls, { ledger, price: 'free' })),
  };
}

function rateLimit({ gemini: { requestsPerMinute, parallelRequests } }: ModelsConfig): RateLimit {
  return { requestsPerMinute, parallelRequests };
}
