import { orAbort } from '../../core/model/abort';
import { completionCapabilitiesOf } from '../../core/model/completion-capabilities-of';
import { ModelError } from '../../core/model/model-error';
import type { RefOf } from '../../core/model/model-ref';
import type { Tokenizer } from '../../core/model/tokenizer';
import { connect, type ServerSurroundings } from './connection';
import { type AskedModel, cutMessages, cutText, type TokenProgram, templateText, textOfIds } from './cut-text';
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
      if (input.kind === 'text') {
        const { tokens } = await cutText({ text: input.text, begins: false }, program, of);
        return { kind: 'tokens', tokens };
      }
      const messages = plainMessages(input.prompt);
      if (program === 'vllm') return { kind: 'tokens', tokens: (await cutMessages(messages, of)).tokens };
      const text = await templateText(messages, of);
      return { kind: 'tokens', tokens: (await cutText({ text, begins: true }, program, of)).tokens };
    },
    async text(ids, signal) {
      const odd = ids.find((id) => !Number.isInteger(id) || id < 0);
      if (odd !== undefined) throw noToken(odd);
      const { program, ...of } = await asked(signal);
      return ids.length === 0 ? '' : textOfIds(ids, program, of);
    },
  };
}

function noTokens(ref: RefOf<'server'>, why: true | string): ModelError {
  const message = typeof why === 'string' ? why : `${ref.id} does not tell how it cuts a text into tokens.`;
  return new ModelError({ kind: 'bad-request', code: 'UNSUPPORTED', message });
}

function noToken(id: number): ModelError {
  const message = `${id} is no token: ids are whole numbers from 0.`;
  return new ModelError({ kind: 'bad-request', code: 'NO_TOKEN', message });
}
