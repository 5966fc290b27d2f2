import { orAbort } from '../../core/model/abort';
import { completionCapabilitiesOf } from '../../core/model/completion-capabilities-of';
import { ModelError } from '../../core/model/model-error';
import type { RefOf } from '../../core/model/model-ref';
import type { Tokenizer, TokenizerInput } from '../../core/model/tokenizer';
import { connect, type ServerSurroundings } from './connection';
import {
  type AskedModel,
  type CutText,
  cutMessages,
  cutText,
  type TokenProgram,
  templateText,
  textOfIds,
} from './cut-text';
import { contextOfLlama } from './llama-context';
import type { KnownPrograms } from './program';
import { plainMessages } from './request';

/** By the calls of vLLM and llama.cpp beside the version of the address. Other programs tell nothing of their tokens. */
export function serverTokenizer({
  ref,
  programs,
  ...surroundings
}: ServerSurroundings & { readonly ref: RefOf<'server'>; readonly programs: KnownPrograms }): Tokenizer {
  async function asked(signal: AbortSignal): Promise<AskedModel & { readonly program: TokenProgram }> {
    signal.throwIfAborted();
    const connection = connect(surroundings);
    const program = await orAbort(programs.of(connection, signal), signal);
    if (program === 'vllm' || program === 'llama.cpp') return { connection, model: ref.id, signal, program };
    throw noTokens(ref, completionCapabilitiesOf(ref, program).tokenizer);
  }

  return {
    ref,
    async tokens(input, signal) {
      const { program, ...of } = await asked(signal);
      const { tokens, contextTokens } = await cut(input, program, of);
      if (input.only !== 'count') return { kind: 'tokens', tokens };
      const context = contextTokens ?? (program === 'llama.cpp' ? await contextOfLlama(of) : undefined);
      return { kind: 'count', count: tokens.length, ...(context === undefined ? {} : { contextTokens: context }) };
    },
    async text(ids, signal) {
      const odd = ids.find((id) => !Number.isInteger(id) || id < 0);
      if (odd !== undefined) throw noToken(odd);
      const { program, ...of } = await asked(signal);
      return ids.length === 0 ? '' : textOfIds(ids, program, of);
    },
  };
}

async function cut(input: TokenizerInput, program: TokenProgram, of: AskedModel): Promise<CutText> {
  if (input.kind === 'text') return cutText({ text: input.text, begins: false }, program, of);
  const messages = plainMessages(input.prompt);
  if (program === 'vllm') return cutMessages(messages, of);
  return cutText({ text: await templateText(messages, of), begins: true }, program, of);
}

function noTokens(ref: RefOf<'server'>, why: true | string): ModelError {
  const message = typeof why === 'string' ? why : `${ref.id} does not tell how it cuts a text into tokens.`;
  return new ModelError({ kind: 'bad-request', code: 'UNSUPPORTED', message });
}

function noToken(id: number): ModelError {
  const message = `${id} is no token: ids are whole numbers from 0.`;
  return new ModelError({ kind: 'bad-request', code: 'NO_TOKEN', message });
}
