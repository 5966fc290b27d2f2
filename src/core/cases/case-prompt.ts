import { canonicalJson } from '../canonical-json';
import { type ComposedTurn, composeSaid } from '../conversation/compose';
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
}

export type AskedCase =
  | { readonly composed: ComposedTurn; readonly settings: SamplingSettings; readonly key: string }
  /** It cannot be sent. */
  | { readonly why: string };

/** A case as it would be sent under a prompt. */
export function askCase(input: CaseInput, { document, model, settings: given }: Asking): AskedCase {
  const composed = composeSaid(document, { values: input.values, said: saidTurns(input) });
  if (!composed.ok) {
    const names = composed.error.names.map((name) => `{${name}}`).join(' and ');
    return { why: `The prompt asks for ${names} now, and this case has no value for it.` };
  }
  if (composed.value.text.trim() === '' && input.conversation === undefined)
    return { why: 'There is no prompt to run.' };
  const { candidates: _, ...settings } = given;
  const { text } = composed.value;
  const rest = `${hashOf(canonicalJson({ model: modelKey(model), settings }))}-${turnsHash(input)}`;
  return { composed: composed.value, settings, key: `${hashOf(text)}-${rest}` };
}

/** What was said in a case, as models read it; undefined where the prompt is run by itself. */
export function saidTurns({ conversation }: CaseInput): readonly PromptTurn[] | undefined {
  return conversation?.map(({ role, text }) => ({ role, parts: [{ type: 'text', text }] }));
}

/** What was said never changes, and is long: it is looked through once. */
const turnHashes = new WeakMap<NonNullable<CaseInput['conversation']>, string>();

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
