import { classifyInstruction } from '../../src/core/instructions/classify';
import type { ModelRequest } from '../../src/core/model/model-request';
import { type ConnectedModels, connectModels } from '../../src/workers/remote-model';

let models: ConnectedModels | undefined;
let made = 0;

self.addEventListener('message', ({ data }) => {
  if (data.port !== undefined) models = connectModels({ connect: async () => data.port });
  else void many(data);
});

async function many({ calls, parallel }: { readonly calls: number; readonly parallel: number }): Promise<void> {
  const started = performance.now();
  const last = made + calls;
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (made < last) await call(++made);
    }),
  );
  self.postMessage(performance.now() - started);
}

async function call(n: number): Promise<void> {
  const model = models?.model({ provider: 'gemini', id: 'gemini-flash-latest' });
  if (model === undefined) throw new Error('Expected a port before the first call.');
  for await (const event of model.stream(requestOf(n), new AbortController().signal)) {
    if (event.type === 'done') return;
  }
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
  const subject = { task: 'Tell whether a message is kind.', labels, rows: [[{ name: 'Message', text }]] };
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
