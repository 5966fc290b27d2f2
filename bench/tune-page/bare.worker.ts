import { capabilitiesOf } from '../../src/core/model/known-capabilities';
import type { LanguageModel } from '../../src/core/model/language-model';
import { noUsage } from '../../src/core/model/reply';
import { defaultDeviceSettings } from '../../src/core/project/device-settings';
import { makeRows } from '../../src/core/tuning/run/make-rows';
import type { TuningRun } from '../../src/core/tuning/run/tuning-work';
import { toGeminiRequest } from '../../src/providers/gemini/request';

/** What the page asks of this worker: the calls of such a run, sent by themselves. */
export interface BareTask {
  readonly run: TuningRun;
  readonly parallel: number;
  readonly endpoint: string;
  readonly words: string;
}

/**
 * The same calls with nothing around them: no journal, no limits, no other worker. What the browser and the machine take for a request
 * and its answer, no app can do without.
 */
self.addEventListener('message', async ({ data }: MessageEvent<BareTask>) => {
  const { run, parallel, endpoint, words } = data;
  const model = bareModel(run, endpoint);
  const { signal } = new AbortController();
  const models = { model: () => model, embeddingModel: none, scoringModel: none, vectorModel: none };
  const calls = { signal, models };
  const work = makeRows(run, { parallel });
  let next = 0;
  const started = performance.now();
  const lane = async () => {
    while (next < run.total) {
      const place = next++;
      const turns = [{ role: 'user' as const, text: `${words} ${place + 1}: how do I splice a rope?` }];
      const prompt = { row: place + 1, id: String(place + 1), turns };
      await Promise.all(work.begin([{ place, prompt }], calls));
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  self.postMessage(performance.now() - started);
});

function bareModel({ promptModel: ref }: TuningRun, endpoint: string): LanguageModel {
  const capabilities = capabilitiesOf(ref);
  const how = { safety: defaultDeviceSettings.gemini.safety, capabilities, schemaPlace: 'setting' } as const;
  const address = `${endpoint}/v1beta/models/${'id' in ref ? ref.id : ''}:streamGenerateContent?alt=sse`;
  return {
    ref,
    capabilities,
    async *stream(request, signal) {
      const answer = await fetch(address, {
        method: 'POST',
        signal,
        headers: { 'content-type': 'application/json', 'x-goog-api-key': 'any-key', 'x-goog-api-client': 'bench' },
        body: JSON.stringify(toGeminiRequest(request, how)),
      });
      // The one event that it is.
      const { candidates } = JSON.parse((await answer.text()).slice('data: '.length));
      const { text } = candidates[0].content.parts[0];
      yield { type: 'done', reply: { text, finish: { kind: 'stop', code: 'STOP' }, usage: noUsage }, cached: false };
    },
  };
}

function none(): never {
  throw new Error('Making data embeds nothing.');
}
