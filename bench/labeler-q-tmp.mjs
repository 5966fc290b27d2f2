import { startGeminiServer } from '../e2e/gemini-server/server.mjs';
import { loadSource } from './build.mjs';
import { readSamples } from './labeler-samples.mjs';
import { trainSequentially } from './labeler-sequential.mjs';

const { core } = await loadSource('bench/labeler-core.ts');
const samples = await readSamples(core);
const gemini = await startGeminiServer({ http2: true, keepRequests: 1 });
for (const s of samples) {
  console.log(s.name, s.labels, s.task);
  for (const steps of [0, 4])
    console.log(
      await Promise.all(
        [1, 2].map((seed) =>
          trainSequentially({
            url: gemini.url,
            core,
            split: s.split(seed),
            task: s.task,
            labels: s.labels,
            seed,
            steps,
          }),
        ),
      ),
    );
}
await gemini.close();
