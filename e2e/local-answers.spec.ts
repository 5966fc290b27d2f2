import { expect } from 'playwright/test';
import { test } from './pages/local-test';
import { damagePrivateFile } from './pages/private-files';
import { softwareGpu } from './pages/software-gpu';
import { changePlan, engineOf } from './pages/stand-in';

test.use({ launchOptions: softwareGpu });

test('a local model answers, is stopped, makes a principle of a critique, and needs no network', {
  tag: '@story',
}, async ({ page, context, studio, localModels, troubles, openOnLocal }) => {
  await openOnLocal({ plan: { tokenDelayMs: 5 } });
  await studio.goTo('Align');
  await expect(studio.modelStatus).toContainText('Local: tiny-chat');

  await test.step('three candidates are streamed, one after the other', async () => {
    await studio.chooseCandidates(3);
    await studio.runButton.click();
    await expect(studio.responses.locator('article[aria-busy="true"]')).not.toHaveCount(0);
    await studio.runIsDone();
    for (const n of [1, 2, 3]) await expect(studio.response(n)).toContainText('Here is an answer to');
    const engine = await engineOf(page);
    expect(engine?.loads).toEqual(['tiny-chat']);
    expect(engine?.selfTests).toBe(1);
    expect(engine?.calls).toHaveLength(3);
    expect(
      engine?.calls.some((call) => 'extra_body' in call),
      'Gemma is not told how to think',
    ).toBe(false);
  });

  await test.step('Stop ends a call, and the next run answers', async () => {
    await changePlan(page, { tokenDelayMs: 400 });
    await studio.chooseCandidates(1);
    await studio.runButton.click();
    await expect(studio.response(1)).toContainText('Here');
    await studio.stopButton.click();
    await studio.runIsDone();
    await expect(studio.response(1)).not.toContainText('no principle was given');
    await changePlan(page, { tokenDelayMs: 0 });
    await studio.run();
    await expect(studio.response(1)).toContainText('no principle was given');
  });

  await test.step('a critique becomes a principle, in a reply that a schema holds', async () => {
    await studio.give({ kind: 'Critique', response: 1, text: 'Name what has to be bought.' });
    await expect(studio.principle(1)).toContainText('Name what has to be bought');
    const engine = await engineOf(page);
    expect(engine?.calls.at(-1)?.response_format?.type).toBe('json_object');
    await studio.run();
    await expect(studio.response(1)).toContainText('Heed this in every answer: Name what has to be bought');
  });

  await context.setOffline(true);
  // Without its service worker, which these tests do not have, the browser looks for it again.
  troubles.expect('icon.svg');

  await test.step('without network it is loaded again, answers and aligns', async () => {
    await studio.goTo('Settings');
    await expect(localModels.row('tiny-chat')).toContainText('Loaded');
    await localModels.button('tiny-chat', 'Unload').click();
    await expect(localModels.row('tiny-chat')).not.toContainText('Loaded');
    await studio.goTo('Align');
    await studio.run();
    await expect(studio.response(1)).toContainText('Heed this in every answer');
    expect((await engineOf(page))?.loads).toHaveLength(2);
    await studio.give({ kind: 'Critique', response: 1, text: 'Mention the sea.' });
    await expect(studio.principle(2)).toContainText('Mention the sea');
  });
});

for (const [computes, what] of [
  ['no-numbers', 'NaN'],
  ['babble', 'one word over and over'],
] as const) {
  test(`a model that computes ${what} is refused by the self-test, and the author is told`, async ({
    page,
    studio,
    openOnLocal,
  }) => {
    await openOnLocal({ plan: { computes } });
    await studio.goTo('Align');
    await studio.runButton.click();
    await expect(studio.responses).toContainText('The GPU could not run the model');
    await expect(studio.responses).toContainText('computes nonsense on this GPU');
    await expect(studio.modelStatus).toContainText('GPU failed');
    expect((await engineOf(page))?.calls).toEqual([]);
  });
}

test('a device that is lost in a call is replaced once, and when it is lost again the run says so', async ({
  page,
  studio,
  openOnLocal,
}) => {
  await openOnLocal();
  await studio.goTo('Align');
  await studio.chooseCandidates(1);
  await studio.run();
  await changePlan(page, { loseDevice: 1 });
  await studio.run();
  await expect(studio.response(1)).toContainText('Here is an answer to');
  expect((await engineOf(page))?.loads).toHaveLength(2);

  await changePlan(page, { loseDevice: 2 });
  await studio.run();
  await expect(studio.response(1)).toContainText('The GPU was lost');
  expect((await engineOf(page))?.loads).toHaveLength(3);

  await test.step('what had come before it was lost is kept', async () => {
    await changePlan(page, { loseDevice: 1, loseDeviceAfterTokens: 4 });
    await studio.run();
    await expect(studio.response(1)).toContainText('The GPU was lost');
    await expect(studio.response(1)).toContainText('Here is an answer');
  });

  await studio.run();
  await expect(studio.response(1)).toContainText('no principle was given');
});

test('a damaged file is named when the model is loaded, and Download mends it', async ({
  page,
  studio,
  host,
  localModels,
  openOnLocal,
}) => {
  await openOnLocal();
  await studio.goTo('Align');
  await damagePrivateFile(page, 'params_shard_1.bin', 'end');
  await studio.runButton.click();
  await expect(studio.responses).toContainText('missing or broken is params_shard_1.bin');
  await studio.goTo('Settings');
  host.reset();
  await localModels.button('tiny-chat', 'Download').click();
  await localModels.isReady('tiny-chat');
  expect(host.asked()).toEqual(['tiny-chat/params_shard_1.bin']);
  await studio.goTo('Align');
  await studio.run();
  await expect(studio.response(1)).toContainText('Here is an answer to');
});

test('a prompt that does not fit is refused before the call, with its tokens; an older model’s files serve as well', async ({
  page,
  studio,
  openOnLocal,
}) => {
  // Its list of weights has the name of older compilers, and no checksums.
  await openOnLocal({ id: 'old-chat' });
  await studio.goTo('Align');
  await studio.chooseCandidates(1);
  await studio.run();
  await expect(studio.response(1)).toContainText('Here is an answer to');
  await studio.prompt.fill(`Sum this up. ${'Many words of little weight. '.repeat(1000)}`);
  await studio.run();
  await expect(studio.responses).toContainText('Too long for this model');
  await expect(studio.responses).toContainText(/6,?0\d\d tokens/);
  expect((await engineOf(page))?.calls).toHaveLength(1);
});
