import { estimateTokens } from '../calls/estimate-tokens';
import { type ModelRef, modelName } from '../model/model-ref';
import type { SamplingSettings } from '../model/sampling-settings';
import { err, ok, type Result } from '../result';
import { candidateText } from './candidate';
import { firstExchange } from './compose';
import type { PathTurn } from './turn';

interface Sent {
  /** The description and the principles, as they are sent. */
  readonly system: string;
  /** From the root; the last turn is the one that is to be sent. */
  readonly path: readonly PathTurn[];
  readonly settings: Pick<SamplingSettings, 'maxOutputTokens'>;
  /** Prompt and reply together; null where nobody knows how much the model holds. */
  readonly contextTokens: number | null;
}

/** How much of a conversation is sent. Tokens are estimated. */
export interface Fit {
  /** How many of the oldest exchanges are not sent. */
  readonly leftOut: number;
  /** Place in the path of the first turn behind those. */
  readonly from: number;
  /** Of what is sent. */
  readonly tokens: number;
  readonly contextTokens: number | null;
}

/** Nothing that could be left out makes room for it. */
export interface DoesNotFit {
  readonly what: 'description' | 'message';
  /** Of the description with the principles and the opening, or of the message. */
  readonly tokens: number;
  /** How many there is room for. */
  readonly limit: number;
  readonly contextTokens: number;
}

/**
 * Leaves out whole oldest exchanges (a message with its reply) until the rest and an answer fit; never the description, the principles, the
 * opening or the message itself.
 */
export function fitConversation({ system, path, settings, contextTokens }: Sent): Result<Fit, DoesNotFit> {
  const costs = path.map((turn, index) => exchangeTokens(turn, path[index + 1]));
  return fitExchanges({
    systemTokens: estimateTokens(system),
    costs,
    first: firstExchange(path),
    settings,
    contextTokens,
  });
}

export interface SentExchanges extends Pick<Sent, 'settings' | 'contextTokens'> {
  readonly systemTokens: number;
  /** `tokensOfExchange` of each, from the root; the last one is the message that is to be sent. */
  readonly costs: readonly number[];
  /** Place of the first one that can be left out. */
  readonly first: number;
}

/** The same for what was counted before. */
export function fitExchanges(sent: SentExchanges): Result<Fit, DoesNotFit> {
  const { systemTokens, costs, first, settings, contextTokens } = sent;
  const last = costs.length - 1;
  const opening = last > 0 ? sum(costs.slice(0, first)) : 0;
  // Of an opening nobody has said anything: the cue goes with the description.
  const isOpening = last === 0 && first === 1;
  const always = systemTokens + perTurn + opening + (isOpening ? (costs[0] ?? 0) : 0);
  const message = isOpening ? 0 : (costs[last] ?? 0);
  const between = costs.slice(first, last);
  let tokens = always + message + sum(between);
  if (contextTokens === null) return ok({ leftOut: 0, from: first, tokens, contextTokens });
  const limit = contextTokens - answerTokens(settings, contextTokens);
  if (always > limit) return err({ what: 'description', tokens: always, limit, contextTokens });
  if (always + message > limit) return err({ what: 'message', tokens: message, limit: limit - always, contextTokens });
  let leftOut = 0;
  while (tokens > limit) {
    tokens -= between[leftOut] ?? 0;
    leftOut += 1;
  }
  return ok({ leftOut, from: first + leftOut, tokens, contextTokens });
}

/** Why something is not sent. */
export function doesNotFitWords({ what, tokens, limit }: DoesNotFit, model: ModelRef): string {
  const [has, room] = [tokens, limit].map((n) => Math.max(0, n).toLocaleString('en'));
  const whole = what === 'description' ? 'The description with its principles and the opening' : 'The message';
  return `${whole} has about ${has} tokens, and ${modelName(model)} has room for ${room}.`;
}

/** The marks that stand around a turn in the model's own format. */
const perTurn = 6;
/** What is kept free where no limit is set: a long paragraph. */
const usualAnswer = 512;

/** An answer that may be as long as the context would leave nothing to answer to. */
function answerTokens({ maxOutputTokens = usualAnswer }: Sent['settings'], contextTokens: number): number {
  return Math.min(maxOutputTokens, Math.floor(contextTokens / 2));
}

/** Turns that were counted before: a path is asked about at each key, and only what is being written is new. */
const counted = new WeakMap<PathTurn, { readonly repliesTo: string | null; readonly tokens: number }>();

/** Of a message with the reply that was gone on from. */
function exchangeTokens(turn: PathTurn, next: PathTurn | undefined): number {
  const repliesTo = next?.input.message?.repliesTo ?? null;
  const known = counted.get(turn);
  if (known?.repliesTo === repliesTo) return known.tokens;
  const reply = turn.candidates.find(({ id }) => id === repliesTo);
  const asked = turn.input.message?.text ?? '';
  const tokens = tokensOfExchange(reply === undefined ? [asked] : [asked, candidateText(reply.state)]);
  counted.set(turn, { repliesTo, tokens });
  return tokens;
}

/** Of what is said in it, a text each. */
export function tokensOfExchange(texts: readonly string[]): number {
  return sum(texts.map((text) => estimateTokens(text) + perTurn));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
