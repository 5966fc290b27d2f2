import { afterAll, beforeAll } from 'vitest';
import { otherModel, startEchoServer } from '../../../e2e/loopback/programs/echo-server.mjs';
import { llamaModel, startLlamaCpp } from '../../../e2e/loopback/programs/llama-cpp.mjs';
import type { ProgramServer } from '../../../e2e/loopback/programs/serve-program.mjs';
import { encode, likeliest, logprobsAfter } from '../../../e2e/loopback/programs/token-model.mjs';
import { startVllm, vllmModel } from '../../../e2e/loopback/programs/vllm.mjs';
import type { RefOf } from '../../core/model/model-ref';
import { describeCompletionContract } from '../../testing/completion-contract';
import {
  describeScoringContract,
  describeTokenizerContract,
  describeVectorContract,
} from '../../testing/inspection-contract';
import type { EachRequest } from '../each-request';
import { withRefusals } from '../wrappers/refuse-unsupported';
import { createKnownHabits } from './habits';
import { createKnownPrograms } from './program';
import { serverScoringModel } from './scoring/server-scoring-model';
import { serverLanguageModel } from './server-language-model';
import { serverTokenizer } from './server-tokenizer';
import { serverVectorModel } from './vectors/server-vector-model';

const atOnce: EachRequest = async ({ ask }, signal) => (await ask(signal)).answer;

const programs = [
  { program: 'vllm', start: startVllm, id: vllmModel },
  { program: 'llama.cpp', start: startLlamaCpp, id: llamaModel },
  { program: 'other', start: () => startEchoServer({ echoes: 'all' }), id: otherModel },
  { program: 'ollama', start: () => startEchoServer({ owner: 'library' }), id: otherModel },
  { program: 'lm-studio', start: () => startEchoServer({ owner: 'organization_owner' }), id: otherModel },
] as const;

/** What the model begins a reply with: its template ends with the mark of the model's turn. */
const [begins = 0] = likeliest(logprobsAfter(encode('<|model|>')), 1);
const firstToken = { firstToken: begins };

for (const { program, start, id } of programs) {
  let server: ProgramServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());

  const ref: RefOf<'server'> = { provider: 'server', id };
  const callsSent = () => server.requests.filter(({ method }) => method === 'POST').length;
  const around = () => ({
    ref,
    programs: createKnownPrograms(),
    config: { address: server.url, key: '', embeddingModel: '', requestsPerMinute: 60, parallelRequests: 4 },
    fetch: (...sent: Parameters<typeof fetch>) => fetch(...sent),
    now: () => 0,
  });

  describeCompletionContract(
    program,
    () => ({ model: serverLanguageModel({ ...around(), habits: createKnownHabits() }), callsSent, ...firstToken }),
    { ref, withRefusals, program },
  );
  if (program !== 'vllm' && program !== 'llama.cpp') continue;
  describeScoringContract(
    program,
    () => ({ model: serverScoringModel({ ...around(), echoes: new Map(), each: atOnce }), callsSent }),
    { prompt: ' the', expected: ' cat and a dog.' },
  );
  describeTokenizerContract(program, () => ({ tokenizer: serverTokenizer(around()), callsSent }), {
    text: ' the cat sat.',
  });
  describeVectorContract(
    program,
    () => ({ model: serverVectorModel({ ...around(), tokenVectors: new Map() }), callsSent }),
    { texts: [' the cat', ' a dog.'] },
  );
}
