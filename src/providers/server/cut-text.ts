import type { ServerProgram } from '../../core/model/completion-capabilities';
import { serverOrigin } from '../../core/model/server-origin';
import type { TextToken } from '../../core/model/tokenizer';
import { areIds } from './chunk-tokens';
import type { Connection } from './connection';
import { isRecord } from './content-parts';
import { unknownFormat } from './outcome-errors';
import type { ChatMessage } from './request';
import { askJson } from './send';
import { bytesOfTokens } from './token-bytes';

/** Who is asked, and for which of its models. */
export interface AskedModel {
  readonly connection: Connection;
  readonly model: string;
  readonly signal: AbortSignal;
}

export type TokenProgram = Extract<ServerProgram, 'vllm' | 'llama.cpp'>;

export interface CutText {
  readonly tokens: readonly TextToken[];
  /** Prompt and completion together; absent where the answer does not say. */
  readonly contextTokens?: number;
}

/** `begins`: with whatever the tokenizer puts in front of a text, which is a begin token or nothing. */
export function cutText(
  { text, begins }: { readonly text: string; readonly begins: boolean },
  program: TokenProgram,
  asked: AskedModel,
): Promise<CutText> {
  return program === 'vllm'
    ? askVllm({ prompt: text, add_special_tokens: begins }, asked).then((told) => readVllm(told, text))
    : cutByLlama({ text, begins }, asked);
}

/** With vLLM's chat template, and open for the reply. Its text is known by its tokens alone. */
export async function cutMessages(
  messages: readonly ChatMessage[],
  asked: AskedModel,
): Promise<CutText & { readonly text: string }> {
  const what = { messages, add_generation_prompt: true };
  const { body, ids, strings } = await askVllm(what, asked);
  const text = await textOfIds(ids, 'vllm', asked);
  return { text, ...readVllm({ body, ids, strings }, text) };
}

/** llama.cpp's chat template, open for the reply. The begin token is no part of it. */
export async function templateText(messages: readonly ChatMessage[], asked: AskedModel): Promise<string> {
  const body = await askBeside('/apply-template', { model: asked.model, messages }, asked);
  if (isRecord(body) && typeof body.prompt === 'string') return body.prompt;
  throw strange(body, asked);
}

/** The text of tokens, put together. */
export async function textOfIds(ids: readonly number[], program: TokenProgram, asked: AskedModel): Promise<string> {
  const body = await askBeside('/detokenize', { model: asked.model, tokens: ids }, asked);
  const text = isRecord(body) ? (program === 'vllm' ? body.prompt : body.content) : undefined;
  if (typeof text === 'string') return text;
  throw strange(body, asked);
}

interface VllmTokens {
  readonly body: Readonly<Record<string, unknown>>;
  readonly ids: readonly number[];
  /** As its vocabulary writes them; empty ones where they are not told. */
  readonly strings: readonly string[];
}

async function askVllm(what: object, asked: AskedModel): Promise<VllmTokens> {
  const body = await askBeside('/tokenize', { model: asked.model, ...what, return_token_strs: true }, asked);
  if (!isRecord(body) || !areIds(body.tokens)) throw strange(body, asked);
  const ids = body.tokens;
  const told = Array.isArray(body.token_strs) ? body.token_strs.filter((one) => typeof one === 'string') : [];
  return { body, ids, strings: told.length === ids.length ? told : ids.map(() => '') };
}

function readVllm({ body, ids, strings }: VllmTokens, text: string): CutText {
  const bytes = bytesOfTokens(strings, text);
  const limit = body.max_model_len;
  return {
    tokens: ids.map((id, at) => tokenOf(id, bytes?.[at], strings[at] ?? '')),
    ...(typeof limit === 'number' ? { contextTokens: limit } : {}),
  };
}

async function cutByLlama(
  { text, begins }: { readonly text: string; readonly begins: boolean },
  asked: AskedModel,
): Promise<CutText> {
  // The model is for a server of several, which sends the call on by it.
  const what = { model: asked.model, content: text, add_special: begins, parse_special: true, with_pieces: true };
  const body = await askBeside('/tokenize', what, asked);
  const entries: readonly unknown[] = isRecord(body) && Array.isArray(body.tokens) ? body.tokens : [undefined];
  const tokens = entries.map((entry) => {
    if (!isRecord(entry) || typeof entry.id !== 'number') throw strange(body, asked);
    return typeof entry.piece === 'string'
      ? { id: entry.id, text: entry.piece }
      : tokenOf(entry.id, areIds(entry.piece) ? Uint8Array.from(entry.piece) : undefined, '');
  });
  return { tokens };
}

/** What a token is as text, and its bytes where it is no whole characters. */
function tokenOf(id: number, bytes: Uint8Array | undefined, otherwise: string): TextToken {
  if (bytes === undefined) return { id, text: otherwise };
  try {
    return { id, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { id, text: '', bytes: [...bytes] };
  }
}

function askBeside(path: string, body: object, { connection, model, signal }: AskedModel): Promise<unknown> {
  return askJson(connection, { path, at: 'beside', body, model, signal });
}

export function strange(body: unknown, { connection }: Pick<AskedModel, 'connection'>) {
  const at = { at: serverOrigin(connection.url), key: connection.key };
  return unknownFormat(at, { came: JSON.stringify(body) ?? '', partialText: '' });
}
