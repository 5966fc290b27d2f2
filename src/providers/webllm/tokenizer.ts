import type { ModelError } from '../../core/model/model-error';
import type { TextToken, Tokenizer } from '../../core/model/tokenizer';
import type { PreparedChat } from './chat-template';
import { engineFailure } from './engine-errors';
import type { Lease, ModelOnSlot } from './engine-slot';
import { chatTokens, checkTokens, encode } from './prompt-tokens';

/** The loaded model's own; the first question loads it. */
export function webllmTokenizer({ ref, slot }: ModelOnSlot<PreparedChat>): Tokenizer {
  async function lent<T>(signal: AbortSignal, ask: (lease: Lease<PreparedChat>) => T): Promise<T> {
    const lease = await slot.borrow(ref.id, signal);
    let broken: ModelError | undefined;
    try {
      return ask(lease);
    } catch (thrown) {
      const failure = engineFailure(thrown, { id: ref.id, during: 'call' });
      if (failure.fate !== 'usable') broken = failure.error;
      throw failure.error;
    } finally {
      lease.giveBack(broken);
    }
  }

  return {
    ref,
    tokens: (input, signal) =>
      lent(signal, (lease) => {
        const ids = input.kind === 'text' ? encode(lease, input.text) : chatTokens(lease, input.prompt);
        return { kind: 'tokens', tokens: withTexts(lease, input.kind === 'text' ? input.text : null, ids) };
      }),
    text: (ids, signal) =>
      lent(signal, (lease) => {
        checkTokens(lease, ids);
        return ids.length === 0 ? '' : lease.engine.text(ref.id, ids);
      }),
  };
}

/**
 * Texts that add up to the whole. A token within a character has none, and its bytes are read off the text where it is known: the
 * tokenizer itself does not tell them.
 */
function withTexts(
  { engine, stored: { model } }: Lease<PreparedChat>,
  whole: string | null,
  ids: readonly number[],
): readonly TextToken[] {
  const tokens: TextToken[] = [];
  let open: number[] = [];
  let anchor: number | undefined;
  let at = 0;
  for (const id of ids) {
    open.push(id);
    const head = anchor === undefined ? '' : engine.text(model.id, [anchor]);
    const text = engine.text(model.id, anchor === undefined ? open : [anchor, ...open]).slice(head.length);
    if (text.endsWith('\uFFFD') && open.length <= 4 && whole?.startsWith(text, at) !== true) continue;
    if (open.length === 1) tokens.push({ id, text });
    else tokens.push(...partial(open, whole === null ? text : whole.slice(at, at + text.length)));
    at += text.length;
    anchor = id;
    open = [];
  }
  return [...tokens, ...open.map((id) => ({ id, text: '' }))];
}

/** Tokens of one character, where each is a byte of it; else nobody knows which bytes are whose. */
function partial(ids: readonly number[], text: string): readonly TextToken[] {
  const bytes = [...new TextEncoder().encode(text)];
  if (bytes.length !== ids.length) return ids.map((id, place) => ({ id, text: place === ids.length - 1 ? text : '' }));
  return ids.map((id, place) => ({ id, text: '', bytes: bytes.slice(place, place + 1) }));
}
