import { expect, it } from 'vitest';
import { ModelError } from '../../core/model/model-error';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { modelsConfig } from '../../core/project/models-config';
import { fakeClock } from '../../testing/fake-clock';
import { scriptedModel } from '../../testing/scripted-model';
import { stackDeps } from '../../testing/stack-deps';
import { buildPlan, madeOf } from '../../testing/tuning-run';
import { createModelStack } from './model-stack';

const waitMs = 20_000;

it('a run of Tune that is told “too many” waits as it is told, ends whole, and asks for nothing that was answered', async () => {
  const clock = fakeClock();
  const refused: number[] = [];
  const answered: string[] = [];
  const begun: number[] = [];
  const model = scriptedModel({
    ref: { provider: 'gemini', id: 'gemini-flash-latest' },
    replies(request, call) {
      begun.push(clock.now());
      if (call === 3 || call === 9) {
        refused.push(clock.now());
        const until = new Date(clock.now() + waitMs).toISOString();
        return { fails: new ModelError({ kind: 'rate-limited-minute', code: '429', message: 'Too many.', until }) };
      }
      answered.push(JSON.stringify([request.prompt, request.settings]));
      return request.purpose === 'critique-answer' ? '{"critique":"Critique: Short.","problem":"yes"}' : 'A text.';
    },
  });
  const config = modelsConfig(defaultDeviceSettings, { gemini: 'key', server: '' });
  const paid = createModelStack({ ...stackDeps, clock, config }).paid(model);
  const prompts = Array.from({ length: 6 }, (_, at) => `Prompt ${at + 1}`);

  const making = madeOf(buildPlan({ rounds: 1 }), { model: paid, prompts });
  await clock.advance(30 * 60_000);
  const made = await making;

  expect(made.map(({ kind }) => kind)).toEqual(prompts.map(() => 'improved'));
  expect(refused).toHaveLength(2);
  for (const at of refused) expect(begun.filter((start) => start > at && start < at + waitMs)).toEqual([]);
  expect(answered).toHaveLength(6 * 3);
  expect(new Set(answered).size).toBe(answered.length);
});
