import { beforeAll, describe, expect, it } from 'vitest';
import { ModelError, type ModelErrorKind } from '../../core/model/model-error';
import { practiceModel } from '../../core/model/model-ref';
import type { ListedModel } from '../../core/model/models-port';
import { openStudio } from '../../testing/open-studio';
import { type ScriptedReply, scriptedModel } from '../../testing/scripted-model';
import { turns } from '../../testing/turns';

// Fetched at the first use otherwise, which takes more turns than these tests wait for.
beforeAll(() => import('./connect-actions'));

const flash = { provider: 'gemini', id: 'gemini-flash-latest' } as const;

describe('a key that is entered', () => {
  it('is checked by listing models, which costs nothing, and a model takes the place of practice', async () => {
    const { state, actions, asked } = await open({ list: () => models('gemini-pro-latest', 'gemini-flash-latest') });
    actions.services.setKey('gemini', 'good');
    actions.connect.checkKey();
    await turns();
    expect(state().services.gemini.keyCheck).toMatchObject({ status: 'accepted', model: 'gemini-flash-latest' });
    expect(state().settings).toMatchObject({ promptModel: flash, alignmentModel: null });
    expect(state().services.gemini.models).toMatchObject({ status: 'listed' });
    expect(asked.requests).toEqual([]);
  });

  it('gets the newest Flash of its list where the default is not in it', async () => {
    const { state, actions } = await open({ list: () => models('gemini-3-pro', 'gemini-3.6-flash', 'gemini-2-flash') });
    actions.services.setKey('gemini', 'good');
    actions.connect.checkKey();
    await turns();
    expect(state().settings).toMatchObject({
      promptModel: { provider: 'gemini', id: 'gemini-3.6-flash' },
      gemini: { model: 'gemini-3.6-flash' },
    });
  });

  it('keeps an id that was typed, and models that were chosen', async () => {
    const { state, actions } = await open({ list: () => models('gemini-flash-latest') });
    const local = { provider: 'webllm', id: 'gemma' } as const;
    actions.settings.updateSettings({ promptModel: local });
    actions.services.update('gemini', { model: 'tuned-by-us' });
    actions.services.setKey('gemini', 'good');
    actions.connect.checkKey();
    await turns();
    expect(state().settings).toMatchObject({ promptModel: local, gemini: { model: 'tuned-by-us' } });
    expect(state().services.gemini.keyCheck).toEqual({ status: 'accepted', model: 'tuned-by-us', replaced: null });
  });

  it('leaves both as they are where a model was chosen to align', async () => {
    const { state, actions } = await open({ list: () => models('gemini-flash-latest') });
    const local = { provider: 'webllm', id: 'gemma' } as const;
    actions.settings.updateSettings({ alignmentModel: local });
    actions.services.setKey('gemini', 'good');
    actions.connect.checkKey();
    await turns();
    expect(state().settings).toMatchObject({ promptModel: practiceModel, alignmentModel: local });
    expect(state().services.gemini.keyCheck).toMatchObject({ status: 'accepted', replaced: null });
  });

  it('leaves practice to be chosen back when it is pasted and Enter is pressed', async () => {
    const { state, actions } = await open({ list: () => models('gemini-flash-latest') });
    actions.services.setKey('gemini', 'good');
    actions.connect.checkKey();
    await turns();
    actions.connect.checkKey();
    await turns();
    actions.connect.undoChoice();
    expect(state().settings.promptModel).toEqual(practiceModel);
  });

  it('is kept for correction when it is refused, and changes nothing', async () => {
    const { state, actions } = await open({ list: () => refusing('bad-key') });
    actions.services.setKey('gemini', 'mistyped');
    actions.connect.checkKey();
    await turns();
    expect(state().services.gemini).toMatchObject({
      key: 'mistyped',
      keyCheck: { status: 'refused', error: { kind: 'bad-key' } },
    });
    expect(state().settings.promptModel).toEqual(practiceModel);
    actions.services.setKey('gemini', 'mistyped2');
    expect(state().services.gemini.keyCheck).toEqual({ status: 'unchecked' });
  });

  it.each<ModelErrorKind>(['unknown-model', 'unknown-format', 'bad-request'])(
    'is tried with one call where the gateway has no list (%s)',
    async (kind) => {
      const { state, actions, asked } = await open({ list: () => refusing(kind), replies: ['ready'] });
      actions.services.setKey('gemini', 'good');
      actions.connect.checkKey();
      await turns();
      expect(asked.requests).toHaveLength(1);
      expect(state().services.gemini.keyCheck).toMatchObject({ status: 'accepted', model: 'gemini-flash-latest' });
    },
  );

  it('is refused when that one call is', async () => {
    const fails = new ModelError({ kind: 'no-credit', code: '429', message: 'Nothing is left.' });
    const { state, actions } = await open({ list: () => refusing('unknown-model'), replies: [{ fails }] });
    actions.services.setKey('gemini', 'good');
    actions.connect.checkKey();
    await turns();
    expect(state().services.gemini.keyCheck).toMatchObject({ status: 'refused', error: { kind: 'no-credit' } });
  });

  it('is not spoken of by an answer about the key before it', async () => {
    let answer = (_: readonly ListedModel[]) => {};
    const slow = new Promise<readonly ListedModel[]>((resolve) => {
      answer = resolve;
    });
    const { state, actions } = await open({ list: () => slow });
    actions.services.setKey('gemini', 'first');
    actions.connect.checkKey();
    await turns();
    expect(state().services.gemini.keyCheck.status).toBe('checking');
    actions.services.setKey('gemini', 'second');
    answer(await models('gemini-flash-latest'));
    await turns();
    expect(state()).toMatchObject({
      services: { gemini: { keyCheck: { status: 'unchecked' } } },
      settings: { promptModel: practiceModel },
    });
  });

  it('is sent nowhere while data never leaves this device', async () => {
    let lists = 0;
    const list = () => {
      lists += 1;
      return models('gemini-flash-latest');
    };
    const { state, actions } = await open({ list });
    actions.settings.updateSettings({ privateMode: true });
    actions.services.setKey('gemini', 'good');
    actions.connect.checkKey();
    await turns();
    expect(lists).toBe(0);
    expect(state().services.gemini.keyCheck).toEqual({ status: 'unchecked' });
  });
});

describe('the choice that came with a key', () => {
  it('can be taken back, and the key stays', async () => {
    const { state, actions } = await open({ list: () => models('gemini-3.6-flash') });
    const before = state().settings;
    actions.services.setKey('gemini', 'good');
    actions.connect.checkKey();
    await turns();
    actions.connect.undoChoice();
    expect(state().settings).toEqual(before);
    expect(state().services.gemini).toMatchObject({ key: 'good', keyCheck: { status: 'accepted', replaced: null } });
  });

  it('takes the limits of the tier that is named', async () => {
    const { state, actions } = await open({ list: () => models('gemini-flash-latest') });
    actions.services.setKey('gemini', 'good');
    actions.connect.checkKey();
    await turns();
    actions.connect.chooseTier('free');
    expect(state().settings.gemini).toMatchObject({ requestsPerMinute: 10, parallelRequests: 2 });
    actions.connect.chooseTier('paid');
    expect(state().settings.gemini).toMatchObject({ requestsPerMinute: 1000, parallelRequests: 8 });
  });
});

describe('the offer to connect a model', () => {
  it('is closed in one project, for good', async () => {
    const { state, actions, storage } = await open({});
    const { id } = state().project;
    actions.connect.closeOffer();
    await turns();
    expect(state().settings.connectClosed).toEqual([id]);
    expect((await storage.device.loadSettings())?.connectClosed).toEqual([id]);
  });
});

async function models(...ids: readonly string[]): Promise<readonly ListedModel[]> {
  return ids.map((id) => ({ id, displayName: id }));
}

async function refusing(kind: ModelErrorKind): Promise<never> {
  throw new ModelError({ kind, code: '400', message: 'The service said no.' });
}

interface Given {
  readonly list?: () => Promise<readonly ListedModel[]>;
  readonly replies?: readonly ScriptedReply[];
}

async function open({ list = () => models(), replies = [] }: Given) {
  const asked = scriptedModel({ replies, ref: flash });
  const opened = await openStudio({ model: asked, models: { list } });
  return { ...opened, asked };
}
