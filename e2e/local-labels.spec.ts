import { expect } from 'playwright/test';
import { expectNothingFound } from './pages/axe';
import { giveHubOfEmbeddingModels } from './pages/hub-of-models';
import { LabelPage } from './pages/label-page';
import { test } from './pages/local-test';
import { softwareGpu } from './pages/software-gpu';
import { engineOf } from './pages/stand-in';

test.use({ launchOptions: softwareGpu });

const embedding = 'snowflake-arctic-embed-s-q0f32-MLC-b4';

test('labels by a local model tell how sure it is, and experts compare rows with an embedding model beside it', async ({
  page,
  context,
  studio,
  localModels,
  openOnLocal,
}) => {
  const asked = await giveHubOfEmbeddingModels(context);
  const label = new LabelPage(page);
  await openOnLocal();

  await test.step('the embedding model of WebLLM’s list comes from the folder of its repository', async () => {
    await localModels.search.fill(embedding);
    await localModels.button(embedding, 'Download').click();
    await localModels.isReady(embedding);
    expect(asked[0]).toBe(
      'https://huggingface.co/mlc-ai/snowflake-arctic-embed-s-q0f32-MLC/resolve/main/mlc-chat-config.json',
    );
    await expect(localModels.button(embedding, 'Use as prompt model'), 'nobody chats with it').toHaveCount(0);
  });

  await studio.goTo('Label');
  await label.choose(label.trainingFile, { name: 'rows.csv', text: rowsOfTopics() });
  await label.setNumber('Training steps', 1);
  await label.setNumber('Experts', 2);
  await label.isReady();
  await label.train.click();
  await label.trained();

  await test.step('each row was one choice among the labels, at the first token', async () => {
    const engine = await engineOf(page);
    const choices = (engine?.calls ?? []).filter(({ response_format }) => response_format?.type === 'grammar');
    expect(choices.length).toBeGreaterThan(0);
    for (const call of choices) {
      expect(call).toMatchObject({ temperature: 1, top_p: 1, max_tokens: 1 });
      expect(call).not.toHaveProperty('logprobs');
    }
    expect(new Set(engine?.loads)).toEqual(new Set(['tiny-chat', embedding]));
    expect(engine?.embedded).toBeGreaterThan(20);
  });

  await test.step('the scorecard tells how far that can be believed', async () => {
    // The engine gives the label that it chooses 0.85, whichever it is.
    const calibration = page.getByRole('figure', { name: 'Calibration' }).getByRole('img');
    await expect(calibration).toHaveAccessibleName(/mean confidence 0\.85/);
    await expect(page.getByRole('table', { name: 'Experts' }).getByRole('row').nth(1)).toBeVisible();
    await expectNothingFound(page, { state: 'a scorecard with confidences', within: 'main' });
  });
});

test('experts compare rows with the embedding model that was chosen in Settings', async ({
  page,
  studio,
  host,
  localModels,
  openOnLocal,
}) => {
  const label = new LabelPage(page);
  await openOnLocal();
  await localModels.custom.getByRole('combobox', { name: 'Kind' }).selectOption('Embedding');
  await localModels.fetch(host.model('tiny-embed'));
  await localModels.region.getByRole('combobox', { name: 'Embedding model' }).selectOption('tiny-embed');

  await studio.goTo('Label');
  await label.choose(label.trainingFile, { name: 'rows.csv', text: rowsOfTopics() });
  await label.setNumber('Training steps', 1);
  await label.setNumber('Experts', 2);
  await label.isReady();
  await label.train.click();
  await label.trained();
  const engine = await engineOf(page);
  expect(new Set(engine?.loads)).toEqual(new Set(['tiny-chat', 'tiny-embed']));
  expect(engine?.embedded).toBeGreaterThan(20);
});

function rowsOfTopics(): string {
  // More than five: the engine reports so many alternatives of a token, and the worker has to read the logits themselves.
  const topics = [
    'refund,money back for an order',
    'bug,page does not load today',
    'praise,thank you for the help',
    'delivery,parcel has not come yet',
    'access,password is not accepted here',
    'invoice,bill has the wrong address',
  ];
  const rows = Array.from({ length: 120 }, (_, n) => {
    const [name = '', text = ''] = (topics[n % topics.length] ?? '').split(',');
    return `${text} ${n},${name}`;
  });
  return ['text,label', ...rows].join('\n');
}
