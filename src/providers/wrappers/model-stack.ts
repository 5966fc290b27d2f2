import { canonicalJson } from '../../core/canonical-json';
import type { CallRecord } from '../../core/model/call-record';
import type { ServerProgram } from '../../core/model/completion-capabilities';
import { completionCapabilitiesOf } from '../../core/model/completion-capabilities-of';
import type { EmbeddingModel } from '../../core/model/embedding-model';
import type { LanguageModel } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import { type ModelRef, modelName, staysOnDevice } from '../../core/model/model-ref';
import type { ModelsConfig } from '../../core/model/models-port';
import { isService, rowOf, type ServiceId, serviceIds } from '../../core/model/provider-table';
import type { Spending } from '../../core/model/spending';
import type { Clock, Random } from './clock';
import { type PolicedEmbeddingModel, policedEmbeddings } from './embedding-call';
import { createLedger } from './ledger';
import { createLimiter, type Limiter, type RateLimit } from './limiter';
import { type PlaygroundPolicy, playgroundPolicy } from './playground-policy';
import type { PolicedModel, PricedRequest } from './policed-model';
import { type AskCapabilities, withRefusals } from './refuse-unsupported';
import { createReplyMemory } from './reply-memory';
import { type WakeableClock, wakeableClock } from './wakeable-clock';
import { type WholeRequest, wholeCalls } from './whole-call';
import { withBudget } from './with-budget';
import { type CallCache, withCache } from './with-cache';
import { type CountTokens, withContext } from './with-context';
import { withGreatestLength } from './with-greatest-length';
import { withMeter } from './with-meter';
import { withPrivacy } from './with-privacy';
import { withRateLimit } from './with-rate-limit';
import { withRedaction } from './with-redaction';
import { defaultRetryPolicy, withRetry } from './with-retry';
import { type StallPolicy, stallPolicy, withStallCut } from './with-stall-cut';
import { withThinking } from './with-thinking';
import { withTrace } from './with-trace';

/** What the models of a session share: limits, memory, budget, trace. */
export interface ModelStack {
  /** Takes effect for calls that start afterwards; limits and budget also for those that wait. */
  configure(config: ModelsConfig): void;
  /** Ends every pause after a refusal or a failure: who waits for one asks again now. The configured limits hold all the same. */
  tryNow(): void;
  /**
   * A service, each with its own limits; which of them, its ref says. A server may be free, but who runs one for money looks the same, so
   * it is budgeted as well. From the outside in, and why there:
   * - thinking: so that the call log says how much was asked for;
   * - trace: sees every call, also one that is answered from memory, or stopped by the budget or by privacy;
   * - refusals (inside privacy, since a server has to be asked what it is): of what the Playground asks and the model does not honour;
   * - context: beside it, of prompts that are too long, counted by `count`;
   * - privacy: before the cache, although an answer from memory sends nothing. Who has switched it on is to see no words of a cloud
   *   model as new ones, and the same press of Run is not to work or fail by what was asked before;
   * - cache: what it answers costs nothing, so it is above everything that counts or waits;
   * - redaction: inside the memory, which then holds no key either, and outside retry, whose next try begins its text anew;
   * - retry: each try below it is a try of its own: it asks the budget and takes its place in the queue anew;
   * - budget: before the queue, so that a person is told at once, and so that queued calls count as under way;
   * - rate limit: everything below it has been let in, first by the limits of its key and model, as services count, then to one of the
   *   places of the service;
   * - privacy once more: a call may have waited since before it was switched on;
   * - meter: what passes it is sent, so a call that was aborted in the queue costs nothing;
   * - greatest length: below the meter, which books what came until the cut, and above the stall cut, whose end it is;
   * - stall cut: the clock of a try runs only while it is with the service.
   */
  paid(model: LanguageModel, count?: CountTokens): LanguageModel;
  /**
   * A model on this device: nothing to pay, and its silence is work, which nobody cuts. One that computes (not the practice model) has
   * one GPU, and answers one call after the other: a run that asks a hundred times at once would only hold a hundred contexts in memory.
   */
  free(model: LanguageModel): LanguageModel;
  /**
   * Embedding models, under the same limits, retries and budget. They are in the totals, and in no call record: a record tells of a
   * prompt and its answer, and here a hundred texts become vectors.
   */
  paidEmbeddings(model: EmbeddingModel): PolicedEmbeddingModel;
  freeEmbeddings(model: EmbeddingModel): PolicedEmbeddingModel;
  /** Of the Playground: scores, which are in the call log as any other call, vectors, and tokens, which cost nothing. */
  playground(ref: ModelRef): PlaygroundPolicy;
}

export interface StackDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: () => string;
  readonly onCall: (record: CallRecord) => void;
  readonly onSpending: (spending: Spending) => void;
  /** What a server is, see `AskableServer`; absent: not known. Throws ModelError, or the signal's reason. */
  readonly serverProgram?: (signal: AbortSignal) => Promise<ServerProgram>;
  /** From before a restart. */
  readonly spent: Spending;
  readonly config: ModelsConfig;
}

export function createModelStack(deps: StackDeps): ModelStack {
  const { clock, random } = deps;
  const ledger = createLedger({ spent: deps.spent, onChange: deps.onSpending });
  const cache: CallCache = { memory: createReplyMemory(), underWay: new Map() };
  const lanes = new Map<string, Lane>();
  const places = new Map<string, Limiter>();
  const toldContexts = new Map<string, Map<string, number>>();
  let config = deps.config;
  ledger.setBudget(config.budget);
  // Also the earlier ones: a call that began with an old key may report it after the change.
  const keys = new Set(keysOf(config));
  const trace = { ...deps, secrets: () => [...keys] };
  const privacy = { isPrivate: () => config.privateMode };

  /** Of one key and model: a refusal says nothing about another key or another model. */
  function laneOf(ref: ModelRef, { name, key, limit }: Service): Lane {
    return fromMap(lanes, JSON.stringify([name, key, modelName(ref)]), () => ({
      provider: ref.provider,
      limiter: createLimiter({ limit, clock }),
      clock: wakeableClock(clock),
    }));
  }

  function placesOf(name: string, parallelRequests: number): Limiter {
    return fromMap(places, name, () =>
      createLimiter({ limit: { parallelRequests, requestsPerMinute: unlimited }, clock, policy: 'fixed' }),
    );
  }

  function paidPath<R extends PricedRequest>(model: PolicedModel<R>): PolicedModel<R> {
    const service = serviceOf(model.ref, config);
    const lane = laneOf(model.ref, service);
    const sent = withMeter(withGreatestLength(withStallCut(model, { policy: service.stall, clock })), {
      ledger,
      price: 'paid',
    });
    const placed = withRateLimit(withPrivacy(sent, privacy), {
      limiter: placesOf(service.name, service.limit.parallelRequests),
    });
    const allowed = withBudget(withRateLimit(placed, { limiter: lane.limiter }), { ledger });
    return withRetry(allowed, { policy: defaultRetryPolicy, clock: lane.clock, random });
  }

  /** Requests that are no streams of text. */
  function wholePath(ref: ModelRef): PolicedModel<WholeRequest> {
    const calls = wholeCalls(ref);
    return staysOnDevice(ref) ? freePath(calls) : withPrivacy(redacted(paidPath(calls)), privacy);
  }

  /** Nothing is written for them, and nothing paid: they wait for a place of the service, and are tried again. */
  function unpaidPath(ref: ModelRef): PolicedModel<WholeRequest> {
    const calls = wholeCalls(ref);
    if (staysOnDevice(ref)) return calls;
    const service = serviceOf(ref, config);
    const placed = withRateLimit(withPrivacy(withStallCut(calls, { policy: service.stall, clock }), privacy), {
      limiter: placesOf(service.name, service.limit.parallelRequests),
    });
    const tried = withRetry(placed, { policy: defaultRetryPolicy, clock: laneOf(ref, service).clock, random });
    return withPrivacy(redacted(tried), privacy);
  }

  function honoursOf(ref: ModelRef): AskCapabilities {
    return async (signal) =>
      completionCapabilitiesOf(ref, ref.provider === 'server' ? await programOf(signal) : undefined);
  }

  /** A server that cannot be asked is trusted: the call itself says what is wrong with it. */
  async function programOf(signal: AbortSignal): Promise<ServerProgram> {
    try {
      return (await deps.serverProgram?.(signal)) ?? 'unknown';
    } catch (error) {
      if (error instanceof ModelError) return 'unknown';
      throw error;
    }
  }

  function redacted<R extends PricedRequest>(model: PolicedModel<R>): PolicedModel<R> {
    return withRedaction(model, { secrets: trace.secrets });
  }

  function freePath<R extends PricedRequest>(model: PolicedModel<R>): PolicedModel<R> {
    const sent = withMeter(withGreatestLength(model), { ledger, price: 'free' });
    const { provider } = model.ref;
    return rowOf(provider).atOnce === 'one' ? withRateLimit(sent, { limiter: placesOf(provider, 1) }) : sent;
  }

  return {
    configure(next) {
      config = next;
      toldContexts.clear();
      for (const key of keysOf(next)) addKey(keys, key);
      ledger.setBudget(next.budget);
      for (const { name, provider, limit } of serviceIds.map((service) => serviceAt(service, next))) {
        places.get(name)?.update({ ...limit, requestsPerMinute: unlimited });
        for (const lane of lanes.values()) if (lane.provider === provider) lane.limiter.update(limit);
      }
    },
    tryNow() {
      for (const { limiter, clock: ofLane } of lanes.values()) {
        limiter.resume();
        ofLane.wake();
      }
    },
    paid(model, count) {
      const { scope, name } = serviceOf(model.ref, config);
      const cached = withCache(redacted(paidPath(model)), { cache, scope });
      const honours = honoursOf(model.ref);
      const contexts = fromMap(toldContexts, name, () => new Map());
      const fitting = count === undefined ? cached : withContext(cached, { honours, count, contexts });
      const refusing = withRefusals(fitting, { honours });
      const traced = withTrace(withPrivacy(refusing, privacy), trace);
      return withThinking(traced, { settings: () => config.thinking });
    },
    free(model) {
      const cached = withCache(freePath(model), { cache, scope: '' });
      return withTrace(withRefusals(cached, { honours: honoursOf(model.ref) }), trace);
    },
    paidEmbeddings: (model) => policedEmbeddings(model, wholePath(model.ref)),
    freeEmbeddings: (model) => policedEmbeddings(model, withMeter(wholeCalls(model.ref), { ledger, price: 'free' })),
    playground: (ref) =>
      playgroundPolicy(ref, {
        calls: () => wholePath(ref),
        unpaidCalls: () => unpaidPath(ref),
        honours: honoursOf(ref),
        isPrivate: privacy.isPrivate,
        trace,
      }),
  };
}

/** No limit: nobody asks a million times a minute. */
const unlimited = 1_000_000;

/** Where the calls of one key and model wait. */
interface Lane {
  readonly provider: ModelRef['provider'];
  readonly limiter: Limiter;
  /** Retries sleep by it. */
  readonly clock: WakeableClock;
}

function fromMap<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const created = create();
  map.set(key, created);
  return created;
}

/** Whoever answers at one address. */
interface Service {
  /** Unique; with the provider, since a proxy may serve two at one address, and their limits differ. */
  readonly name: string;
  readonly provider: ServiceId;
  readonly key: string;
  /** What its answers depend on beside the request. No key. */
  readonly scope: string;
  readonly limit: RateLimit;
  readonly stall: StallPolicy;
}

function serviceOf({ provider }: ModelRef, config: ModelsConfig): Service {
  if (isService(provider)) return serviceAt(provider, config);
  throw new Error(`Expected a service, got ${provider}, which is on this device.`);
}

function serviceAt(provider: ServiceId, { services }: ModelsConfig): Service {
  const { key, address, requestsPerMinute, parallelRequests, ...own } = services[provider];
  return {
    name: `${provider} ${address}`,
    provider,
    key,
    // The embedding model has no part in an answer.
    scope: canonicalJson([address, { ...own, embeddingModel: undefined }]),
    limit: { requestsPerMinute, parallelRequests },
    stall: stallPolicy(rowOf(provider).silenceSeconds),
  };
}

/** What was typed of a key until it was whole is no key. */
function addKey(keys: Set<string>, key: string): void {
  for (const known of keys) if (key !== known && key.startsWith(known)) keys.delete(known);
  keys.add(key);
}

function keysOf({ services }: ModelsConfig): readonly string[] {
  return serviceIds.map((service) => services[service].key);
}
