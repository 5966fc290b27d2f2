import type { CompletionCapabilities } from '../../core/model/completion-capabilities';
import type { ModelPrompt } from '../../core/model/model-prompt';
import { type ModelRef, staysOnDevice } from '../../core/model/model-ref';
import { noUsage, type Usage } from '../../core/model/reply';
import type { ScoredText, ScoreRequest, ScoringModel } from '../../core/model/scoring-model';
import type { Tokenized, Tokenizer, TokenizerInput } from '../../core/model/tokenizer';
import { whyNotEmbedded, whyNotScored, whyNotTokenized } from '../../core/model/unsupported';
import type { VectorModel, VectorRequest, Vectors } from '../../core/model/vector-model';
import type { EachRequest } from '../each-request';
import type { PolicedModel } from './policed-model';
import { redactSecrets } from './redact-secrets';
import { type AskCapabilities, refuseWhere } from './refuse-unsupported';
import { estimateUsage } from './token-estimate';
import { type Asking, askParts, askWhole, inParts, type WholeRequest } from './whole-call';
import { refuseWhilePrivate } from './with-privacy';
import { beginTrace, type TraceDeps } from './with-trace';

/** What the Playground asks beside completions, as a session offers it: refused before the call where the table says so. */
export interface PlaygroundPolicy {
  /** `model` is given the way for each of its requests, so that a service sees, and the totals count, as many as are made. */
  score(
    request: ScoreRequest,
    model: (each: EachRequest) => Promise<ScoringModel>,
    asking: Asking,
  ): Promise<ScoredText>;
  vectors(request: VectorRequest, model: () => Promise<VectorModel>, asking: Asking): Promise<Vectors>;
  tokens(input: TokenizerInput, model: () => Promise<Tokenizer>, asking: Asking): Promise<Tokenized>;
  textOf(ids: readonly number[], model: () => Promise<Tokenizer>, asking: Asking): Promise<string>;
}

interface PolicyDeps {
  /** Made anew for each call, so that the settings are those of its start. */
  readonly calls: () => PolicedModel<WholeRequest>;
  /** For what costs nothing. */
  readonly unpaidCalls: () => PolicedModel<WholeRequest>;
  readonly honours: AskCapabilities;
  readonly isPrivate: () => boolean;
  readonly trace: TraceDeps;
}

export function playgroundPolicy(
  ref: ModelRef,
  { calls, unpaidCalls, honours, isPrivate, trace }: PolicyDeps,
): PlaygroundPolicy {
  async function allowed(
    whyNot: (honoured: CompletionCapabilities) => string | undefined,
    signal: AbortSignal,
  ): Promise<CompletionCapabilities> {
    signal.throwIfAborted();
    refuseWhilePrivate(ref, isPrivate());
    const honoured = await honours(signal);
    refuseWhere(whyNot(honoured));
    return honoured;
  }

  /** A model on this device is asked once for the whole of it, and holds the GPU so long. */
  function scoreBy(request: ScoreRequest, model: Parameters<PlaygroundPolicy['score']>[1], asking: Asking) {
    const policed = calls();
    if (!staysOnDevice(ref)) {
      return model((single, signal) => askWhole(policed, single, { ...asking, signal })).then((scoring) =>
        scoring.score(request, asking.signal),
      );
    }
    const ask = async (signal: AbortSignal) => {
      const answer = await (await model(atOnce)).score(request, signal);
      return { answer, usage: answer.usage };
    };
    return askWhole(policed, { prompt: withExpected(request), outputTokens: 0, ask }, asking);
  }

  return {
    async score(request, model, { signal, onEvent }) {
      const { prompt, expected, as } = request;
      const traced = beginTrace(
        { purpose: 'evaluate', model: ref, prompt, settings: {}, reply: { type: 'text' }, scored: { expected, as } },
        trace,
      );
      const see: Asking['onEvent'] = (event) => {
        // Each request ends with a `done` of its own; the answer is told of below.
        if (event.type !== 'done') traced.see(event);
        onEvent(event);
      };
      try {
        await allowed((honoured) => whyNotScored(request, honoured), signal);
        const scored = await scoreBy(request, model, { signal, onEvent: see });
        const reply = {
          text: scoreText(scored),
          finish: { kind: 'stop', code: 'SCORED' },
          usage: scored.usage,
        } as const;
        traced.see({ type: 'done', reply, cached: false });
        return redactSecrets(scored, trace.secrets());
      } catch (error) {
        if (signal.aborted) throw error;
        throw traced.failed(error);
      } finally {
        traced.end();
      }
    },
    async vectors(request, model, { signal, onEvent }) {
      const { vectors } = await allowed((honoured) => whyNotEmbedded(request, honoured), signal);
      const policed = calls();
      const parts = inParts(request.inputs, vectors.perCall);
      const came = await askParts(
        parts,
        (inputs, each) => askWhole(policed, embedding({ ...request, inputs }, model), { signal: each, onEvent }),
        signal,
      );
      return joined(came, vectors.perCall);
    },
    async tokens(input, model, asking) {
      await allowed((honoured) => whyNotTokenized(input, honoured), asking.signal);
      const prompt = input.kind === 'prompt' ? input.prompt : textPrompt(input.text);
      const told = await askWhole(
        unpaidCalls(),
        unpaid(prompt, async (signal) => (await model()).tokens(input, signal)),
        asking,
      );
      return input.only === 'count' ? counted(told) : told;
    },
    async textOf(ids, model, asking) {
      await allowed((honoured) => whyNotTokenized('ids', honoured), asking.signal);
      return askWhole(
        unpaidCalls(),
        unpaid(textPrompt(''), async (signal) => (await model()).text(ids, signal)),
        asking,
      );
    },
  };
}

function counted(told: Tokenized): Tokenized {
  return told.kind === 'count' ? told : { kind: 'count', count: told.tokens.length };
}

/** On this device nothing is between a provider and its requests. */
const atOnce: EachRequest = async ({ ask }, signal) => (await ask(signal)).answer;

function embedding(request: VectorRequest, model: () => Promise<VectorModel>) {
  const prompt: ModelPrompt = { turns: [{ role: 'user', parts: request.inputs }] };
  const ask = async (signal: AbortSignal) => {
    const answer = await (await model()).vectors(request, signal);
    return { answer, usage: vectorUsage(answer, prompt) };
  };
  // A vector is not charged for.
  return { prompt, outputTokens: 0, ask };
}

/** Of a service that counts nothing, what we count. */
function vectorUsage({ inputTokens }: Vectors, prompt: ModelPrompt): Usage {
  return inputTokens === 0 ? estimateUsage({ prompt, settings: {} }, '') : { ...noUsage, inputTokens };
}

function unpaid<T>(prompt: ModelPrompt, ask: (signal: AbortSignal) => Promise<T>) {
  return {
    prompt,
    outputTokens: 0,
    ask: async (signal: AbortSignal) => ({ answer: await ask(signal), usage: noUsage }),
  };
}

function joined(parts: readonly Vectors[], perCall: number): Vectors {
  const cut = parts.flatMap((part, at) =>
    Object.entries(part.cut).map(([place, how]) => [Number(place) + at * perCall, how] as const),
  );
  return {
    vectors: parts.flatMap(({ vectors }) => vectors),
    cut: Object.fromEntries(cut),
    inputTokens: parts.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
  };
}

function withExpected({ prompt, expected }: ScoreRequest): ModelPrompt {
  return { ...prompt, turns: [...prompt.turns, { role: 'model', parts: [{ type: 'text', text: expected }] }] };
}

function textPrompt(text: string): ModelPrompt {
  return { turns: [{ role: 'user', parts: [{ type: 'text', text }] }] };
}

/** As the call log shows it. */
function scoreText({ tokens }: ScoredText): string {
  const sum = tokens.reduce((total, { logprob }) => total + logprob, 0);
  return `Log-probability ${sum.toFixed(3)} of ${tokens.length} ${tokens.length === 1 ? 'token' : 'tokens'}`;
}
