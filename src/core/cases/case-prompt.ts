import { canonicalJson } from '../canonical-json';
import { type ComposedTurn, composeSaid } from '../conversation/compose';
import { doesNotFitWords } from '../conversation/fit';
import { fitSaid } from '../conversation/fit-said';
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
  const { leftOut, isSent } = fit.value;
  const sent = { ...input, conversation: (input.conversation ?? []).filter((_, index) => isSent(index)) };
  const prompt = { ...composed.value.prompt, turns: saidTurns(sent) ?? [] };
  return { composed: { ...composed.value, prompt }, settings, key: `${key}-${leftOut}`, input: sent, leftOut };
}

type Conversation = NonNullable<CaseInput['conversation']>;

/** How much of what was said is sent; null where that is all, whatever it is. */
function fitOf({ conversation }: CaseInput, system: string, { settings, contextTokens }: Asking) {
  if (conversation === undefined || contextTokens === null) return null;
  return fitSaid(conversation, { system, settings, contextTokens });
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
const mostHashes = 500;

/** 62 bits: of a million texts no two have the same, but for one chance in four million. */
function hashOf(text: string): string {
  const hash = hashes.get(text) ?? [1, 2].map((seed) => deriveSeed(seed, text).toString(36)).join('.');
  if (hashes.size >= mostHashes) hashes.clear();
  hashes.set(text, hash);
  return hash;
}
