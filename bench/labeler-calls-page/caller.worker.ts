import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { journaledModels } from '../../src/core/calls/paid-calls';
import { createSharedCalls } from '../../src/core/calls/shared-calls';
import { classifyInstruction } from '../../src/core/instructions/classify';
import { capabilitiesOf } from '../../src/core/model/known-capabilities';
import type { LanguageModel } from '../../src/core/model/language-model';
import type { ModelRef } from '../../src/core/model/model-ref';
import type { ModelRequest } from '../../src/core/model/model-request';
import { defaultDeviceSettings } from '../../src/core/project/device-settings';
import { openTrainingStorage } from '../../src/persistence/open-training-storage';
import { toGeminiRequest } from '../../src/providers/gemini/request';
import { newId } from '../../src/workers/new-id';
import { connectModels } from '../../src/workers/remote-model';

/** What the page asks of this worker: so many calls, 64 at a time, by the way of the app or by bare requests. */
export interface Task {
  readonly calls: number;
  readonly way: 'app' | 'bare';
  readonly endpoint: string;
}

const parallel = 64;
const ref: ModelRef = { provider: 'gemini', id: 'gemini-flash-latest' };
const now = () => new Date().toISOString();

let model: LanguageModel | undefined;
let made = 0;

self.addEventListener('message', ({ data }) => {
  if (data.port === undefined) void many(data);
  else void open(data.port);
});

/** As the work worker asks: equal calls are one, and an answer is in the journal before anybody hears of it. */
async function open(port: MessagePort): Promise<void> {
  const storage = await openTrainingStorage({ name: `calls-${newId()}`, now });
  const hash = async (text: string) => bytesToHex(sha256(utf8ToBytes(text)));
  const models = connectModels({ connect: async () => port });
  const deps = { models, shared: createSharedCalls(), journal: storage.journal, hash, now };
  model = journaledModels('run', deps).model(ref);
  self.postMessage('ready');
}

async function many({ calls, way, endpoint }: Task): Promise<void> {
  const one = way === 'app' ? call : (n: number) => bare(n, endpoint);
  const started = performance.now();
  const last = made + calls;
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (made < last) await one(++made);
    }),
  );
  self.postMessage(performance.now() - started);
}

async function call(n: number): Promise<void> {
  if (model === undefined) throw new Error('Expected a port before the first call.');
  for await (const event of model.stream(requestOf(n), new AbortController().signal)) {
    if (event.type === 'done') return;
  }
}

/** What no app can do without: the request goes out, and the answer is read. */
async function bare(n: number, endpoint: string): Promise<void> {
  const { safety } = defaultDeviceSettings.gemini;
  const how = { safety, capabilities: capabilitiesOf(ref), schemaPlace: 'setting' } as const;
  const answer = await fetch(`${endpoint}/v1beta/models/gemini-flash-latest:streamGenerateContent?alt=sse`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-goog-api-key': 'any-key', 'x-goog-api-client': 'bench' },
    body: JSON.stringify(toGeminiRequest(requestOf(n), how)),
  });
  await answer.text();
}

/** As long as a real one: a hundred words of a row, two labels with three rules each. */
function requestOf(n: number): ModelRequest {
  const rules = [
    'The row speaks of spoon or fork.',
    'The row asks for money back.',
    'The row names a shop or a street.',
  ];
  const labels = ['kind', 'unkind'].map((label) => ({ label, rules }));
  const text = Array.from({ length: 100 }, (_, at) => `word${(at * 7 + n) % 1000}`).join(' ');
  const subject = {
    task: 'Tell whether a message is kind.',
    labels,
    rows: [[{ name: 'Message', text: `${n} ${text}` }]],
  };
  const { purpose, schema, name, render } = classifyInstruction(subject);
  return {
    purpose,
    subject,
    prompt: render(subject),
    settings: { temperature: 0.1 },
    reply: { type: 'json', name, schema },
    cache: 'fresh',
  };
}
