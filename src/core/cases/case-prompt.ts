import { estimateTokens } from '../calls/estimate-tokens';
import { canonicalJson } from '../canonical-json';
import { openingCue } from '../conversation/chat';
import { type ComposedTurn, composeSaid } from '../conversation/compose';
import { doesNotFitWords, type Fit, fitExchanges, tokensOfExchange } from '../conversation/fit';
import type { PromptTurn } from '../model/model-prompt';
import { type ModelRef, modelKey } from '../model/model-ref';
import type { SamplingSettings } from '../model/sampling-settings';
import type { PromptDocument } from '../prompt/prompt-document';
import { deriveSeed } from '../random';
import type { CaseInput } from './case';

/** How cases are asked: the prompt as it is now, and who answers. */
export interface Asking {
  readonly document: PromptDocument;
  readonly model: ModelRef;
  readonly settings: SamplingSettings;
  /** As it is called on the screen. */
  readonly botName: string;
  /** Prompt and reply together; null where nobody knows how much the model holds. */
  readonly contextTokens: number | null;
}

export type AskedCase =
  | {
      readonly composed: ComposedTurn;
      readonly settings: SamplingSettings;
      readonly key: string;
      /** Without the exchanges that are not sent. */
      readonly input: CaseInput;
      /** How many of the oldest exchanges the model cannot hold. */
      readonly leftOut: number;
    }
  /** It cannot be sent. */
  | { readonly why: string };

/** A case as it would be sent under a prompt: of a long conversation as much as the model holds. */
export function askCase(input: CaseInput, asking: Asking): AskedCase {
  const { document, model, settings: given } = asking;
  const composed = composeSaid(document, { values: input.values, said: saidTurns(input) });
  if (!composed.ok) {
    const names = composed.error.names.map((name) => `{${name}}`).join(' and ');
    return { why: `The prompt asks for ${names} now, and this case has no value for it.` };
  }
  const { text } = composed.value;
  if (text.trim() === '' && input.conversation === undefined) return { why: 'There is no prompt to run.' };
  const fit = fitOf(input, text, asking);
  if (fit !== null && !fit.ok) return { why: doesNotFitWords(fit.error, model) };
  const { candidates: _, ...settings } = given;
  const key = `${hashOf(text)}-${hashOf(canonicalJson({ model: modelKey(model), settings }))}-${turnsHash(input)}`;
  if (fit === null || fit.value.leftOut === 0) return { composed: composed.value, settings, key, input, leftOut: 0 };
  const { leftOut } = fit.value;
  const sent = { ...input, conversation: sentOf(input.conversation ?? [], fit.value) };
  const prompt = { ...composed.value.prompt, turns: saidTurns(sent) ?? [] };
  return { composed: { ...composed.value, prompt }, settings, key: `${key}-${leftOut}`, input: sent, leftOut };
}

type Conversation = NonNullable<CaseInput['conversation']>;

/** How much of what was said is sent; null where that is all, whatever it is. */
function fitOf({ conversation }: CaseInput, system: string, { settings, contextTokens }: Asking) {
  if (conversation === undefined || contextTokens === null) return null;
  return fitExchanges({ systemTokens: tokensOf(system), ...exchangesOf(conversation), settings, contextTokens });
}

function sentOf(conversation: Conversation, { leftOut, from }: Fit): Conversation {
  const places = exchangePlaces(conversation);
  return conversation.filter((_, index) => {
    const place = places[index] ?? 0;
    return place < from - leftOut || place >= from;
  });
}

interface CountedExchanges {
  readonly costs: readonly number[];
  readonly first: number;
}

/** What was said never changes, and is long: it is counted once. */
const counted = new WeakMap<Conversation, CountedExchanges>();

function exchangesOf(conversation: Conversation): CountedExchanges {
  const known = counted.get(conversation);
  if (known !== undefined) return known;
  const places = exchangePlaces(conversation);
  const texts: string[][] = [];
  conversation.forEach(({ text }, index) => {
    const place = places[index] ?? 0;
    texts[place] = [...(texts[place] ?? []), text];
  });
  // The bot opened: what it was told to begin with is no message of the user's.
  const first = conversation[0]?.text === openingCue ? 1 : 0;
  const exchanges = { costs: texts.map(tokensOfExchange), first };
  counted.set(conversation, exchanges);
  return exchanges;
}

/** Of each text the number of its exchange, from 0: one begins with each message of the user's. */
function exchangePlaces(conversation: Conversation): readonly number[] {
  let place = -1;
  return conversation.map(({ role }) => {
    if (role === 'user' || place < 0) place += 1;
    return place;
  });
}

/** What was said in a case, as models read it; undefined where the prompt is run by itself. */
export function saidTurns({ conversation }: CaseInput): readonly PromptTurn[] | undefined {
  return conversation?.map(({ role, text }) => ({ role, parts: [{ type: 'text', text }] }));
}

/** What was said never changes, and is long: it is looked through once. */
const turnHashes = new WeakMap<Conversation, string>();

function turnsHash({ conversation }: CaseInput): string {
  if (conversation === undefined) return '';
  const known = turnHashes.get(conversation) ?? hashOf(canonicalJson(conversation));
  turnHashes.set(conversation, known);
  return known;
}

/** Most cases are sent with the same system text, and all of them at each look at what is known. */
const hashes = new Map<string, string>();
const systemTokens = new Map<string, number>();
const mostHashes = 500;

function tokensOf(text: string): number {
  const tokens = systemTokens.get(text) ?? estimateTokens(text);
  if (systemTokens.size >= mostHashes) systemTokens.clear();
  systemTokens.set(text, tokens);
  return tokens;
}

/** 62 bits: of a million texts no two have the same, but for one chance in four million. */
function hashOf(text: string): string {
  const hash = hashes.get(text) ?? [1, 2].map((seed) => deriveSeed(seed, text).toString(36)).join('.');
  if (hashes.size >= mostHashes) hashes.clear();
  hashes.set(text, hash);
  return hash;
}
