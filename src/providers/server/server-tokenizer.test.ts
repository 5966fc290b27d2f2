import { afterEach, describe, expect, it } from 'vitest';
import { otherModel, startEchoServer } from '../../../e2e/loopback/programs/echo-server.mjs';
import { llamaModel, startLlamaCpp } from '../../../e2e/loopback/programs/llama-cpp.mjs';
import type { ProgramServer } from '../../../e2e/loopback/programs/serve-program.mjs';
import { emojiHalves, encode } from '../../../e2e/loopback/programs/token-model.mjs';
import { startVllm, vllmModel } from '../../../e2e/loopback/programs/vllm.mjs';
import { userPrompt } from '../../core/model/model-prompt';
import { createKnownPrograms } from './program';
import { serverTokenizer } from './server-tokenizer';
import { bytesOfTokens } from './token-bytes';

const open = new AbortController().signal;
let server: ProgramServer;
afterEach(() => server.close());

const tokenizer = (id: string) =>
  serverTokenizer({
    ref: { provider: 'server', id },
    programs: createKnownPrograms(),
    config: { address: server.url, key: 'k', embeddingModel: '', requestsPerMinute: 60, parallelRequests: 4 },
    fetch,
    now: () => 0,
  });

describe.each([
  ['vLLM', startVllm, vllmModel],
  ['llama.cpp', startLlamaCpp, llamaModel],
] as const)('the tokenizer of %s', (_, start, id) => {
  it('cuts a text as it is, with nothing added', async () => {
    server = await start();
    expect(await tokenizer(id).tokens({ kind: 'text', text: ' the cat\n' }, open)).toEqual({
      kind: 'tokens',
      tokens: encode(' the cat\n').map((one, at) => ({ id: one, text: [' the', ' cat', '\n'][at] })),
    });
    expect(server.requests.at(-1)?.url).toBe('/tokenize');
  });

  it('gives the bytes of tokens that are parts of characters', async () => {
    server = await start();
    expect(await tokenizer(id).tokens({ kind: 'text', text: ' a🙂' }, open)).toMatchObject({
      tokens: [
        { text: ' a' },
        { id: emojiHalves[0], text: '', bytes: [0xf0, 0x9f] },
        { id: emojiHalves[1], text: '', bytes: [0x99, 0x82] },
      ],
    });
  });

  it('cuts a prompt with its chat template', async () => {
    server = await start();
    const cut = await tokenizer(id).tokens({ kind: 'prompt', prompt: userPrompt(' a cat') }, open);
    expect(cut.kind === 'tokens' && cut.tokens.map(({ id: one }) => one)).toEqual(
      encode('<s><|user|> a cat\n<|model|>'),
    );
  });

  it('makes a text of ids, and refuses one that is none', async () => {
    server = await start();
    expect(await tokenizer(id).text(encode(' a 🙂'), open)).toBe(' a 🙂');
    for (const odd of [99_999, -1, 1.5]) {
      await expect(tokenizer(id).text([odd], open)).rejects.toMatchObject({ data: { kind: 'bad-request' } });
    }
  });
});

it('another server tells nothing of its tokens, which is said without asking it', async () => {
  server = await startEchoServer();
  await expect(tokenizer(otherModel).tokens({ kind: 'text', text: 'a' }, open)).rejects.toMatchObject({
    data: { code: 'UNSUPPORTED', message: expect.stringContaining('does not tell') },
  });
  expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});

describe('the bytes of tokens', () => {
  it('are read of SentencePiece, with a begin token and the space that it adds in front', () => {
    const bytes = bytesOfTokens(['<s>', '▁a', '▁cat', '<0xF0>', '<0x9F>', '<0x99>', '<0x82>'], 'a cat🙂');
    expect(bytes?.map((token) => [...token])).toEqual([
      [],
      [0x61],
      [0x20, 0x63, 0x61, 0x74],
      ...[[0xf0], [0x9f], [0x99], [0x82]],
    ]);
  });

  it('are not guessed where the tokens do not give the text', () => {
    expect(bytesOfTokens(['x'], 'y')).toBeUndefined();
  });
});
