import { describe, expect, it } from 'vitest';
import type { ServiceId } from '../core/model/provider-table';
import { openScripted, openStudio } from '../testing/open-studio';
import type { ScriptedReply } from '../testing/scripted-model';
import { gate, slowly, turns, until } from '../testing/turns';

describe('keys', () => {
  it('go to the models, and to the device only when asked', async () => {
    const { state, actions, configs, storage } = await openStudio();
    actions.services.setKey('gemini', 'secret');
    expect(configs.at(-1)?.services.gemini.key).toBe('secret');
    expect(await storage.device.loadKey('gemini')).toBe('');
    actions.services.update('gemini', { rememberKey: true });
    expect(await storage.device.loadKey('gemini')).toBe('secret');
    actions.services.update('gemini', { rememberKey: false });
    expect(await storage.device.loadKey('gemini')).toBe('');
    expect(JSON.stringify(state().project)).not.toContain('secret');
  });
});

describe('a connection test', () => {
  it('says nothing of a key that was changed meanwhile', async () => {
    const written = gate();
    const { state, actions } = await openScripted([{ comes: written.passed.then(() => 'Fine.') }]);
    actions.services.setKey('gemini', 'AQ.first-key');
    actions.services.testConnection('gemini');
    actions.services.setKey('gemini', 'AQ.second-key');
    written.open();
    await turns();
    expect(state().services.gemini.connection).toEqual({ status: 'untested' });
  });

  it('is paid once when it is pressed twice', async () => {
    const { state, actions, model } = await openScripted();
    actions.services.testConnection('gemini');
    actions.services.testConnection('gemini');
    await until(() => state().services.gemini.connection.status === 'answered');
    expect(model.requests).toHaveLength(1);
  });

  it('of a service that takes minutes is stopped by a press, and the service is told', async () => {
    const { state, actions, model } = await openScripted(() => ({ waits: 'for-abort' }));
    actions.services.testConnection('server');
    await turns();
    expect(state().services.server.connection).toEqual({ status: 'testing' });
    actions.services.stopConnectionTest('server');
    await turns();
    expect(state().services.server.connection).toEqual({ status: 'untested' });
    expect(model.signals[0]?.aborted).toBe(true);
  });

  it('is stopped when the address changes, and asks anew at the next press', async () => {
    const { state, actions, model } = await openScripted((): ScriptedReply => ({ waits: 'for-abort' }));
    actions.services.testConnection('server');
    await turns();
    actions.services.update('server', { address: 'http://localhost:2/v1' });
    actions.services.testConnection('server');
    await turns();
    expect(model.signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(state().services.server.connection).toEqual({ status: 'testing' });
  });

  it('that has answered is not taken back by a late press of stop', async () => {
    const { state, actions } = await openScripted();
    actions.services.testConnection('gemini');
    await until(() => state().services.gemini.connection.status === 'answered');
    actions.services.stopConnectionTest('gemini');
    expect(state().services.gemini.connection.status).toBe('answered');
  });
});

describe('a list of models', () => {
  it('that was asked for with another key is not shown', async () => {
    const answered = gate();
    const list = slowly(async () => [{ id: 'of-the-first-key', displayName: 'First' }], answered.passed);
    const { state, actions } = await openStudio({ models: { list } });
    actions.services.setKey('gemini', 'AQ.first-key');
    actions.services.listModels('gemini');
    actions.services.setKey('gemini', 'AQ.second-key');
    answered.open();
    await turns();
    expect(state().services.gemini.models).toEqual({ status: 'unknown' });
  });
});

describe('an OpenAI-compatible server', () => {
  it('gets a key of its own, which the device remembers only when asked', async () => {
    const { actions, configs, storage } = await openAnswering();
    actions.services.setKey('gemini', 'of-gemini');
    actions.services.setKey('server', 'of-server');
    expect(configs.at(-1)).toMatchObject({
      services: { gemini: { key: 'of-gemini' }, server: { key: 'of-server' } },
    });
    expect(await storage.device.loadKey('server')).toBe('');
    actions.services.update('server', { rememberKey: true });
    expect(await storage.device.loadKey('server')).toBe('of-server');
    expect(await storage.device.loadKey('gemini')).toBe('');
  });

  it('is forgotten with all that was known of it when its address changes', async () => {
    const { actions, state } = await openAnswering();
    actions.services.update('server', { address: 'http://localhost:1/v1', model: 'm' });
    actions.services.testConnection('server');
    await turns();
    expect(state().services.server.connection).toMatchObject({ status: 'answered', model: 'm' });
    actions.services.update('server', { address: 'http://localhost:2/v1' });
    expect(state().services.server).toMatchObject({
      connection: { status: 'untested' },
      models: { status: 'unknown' },
    });
  });

  it('leaves what is known of Gemini alone', async () => {
    const { actions, state } = await openAnswering();
    actions.services.testConnection('gemini');
    await turns();
    actions.services.update('server', { address: 'http://localhost:2/v1' });
    expect(state().services.gemini.connection.status).toBe('answered');
  });
});

describe('a key whose service gets another address', () => {
  it.each([
    ['Gemini', 'https://generativelanguage.googleapis.com', 'https://gateway.example'],
    ['Gemini', 'https://gateway.example/a', 'http://gateway.example/a'],
    ['the server', 'https://models.example/v1', 'https://models.example:8443/v1'],
    ['the server', 'http://localhost:11434/v1', 'http://localhost:1234/v1'],
  ])('goes along only once the author agrees (%s, from %s to %s)', async (name, from, to) => {
    const { configs, state, actions, enter, move, sent } = await keyed(name, from);
    enter('the-key-of-it');
    move(to);
    expect(sent()).toEqual({ key: 'the-key-of-it', address: from });
    expect(state().askedAddress?.address).toBe(to);
    expect(JSON.stringify(configs)).not.toContain(to);
    actions.services.answerAskedAddress('with-key');
    expect(sent()).toEqual({ key: 'the-key-of-it', address: to });
    expect(state().askedAddress).toBeNull();
  });

  it('stays where it was when the author takes it back', async () => {
    const { state, actions, enter, move, sent } = await keyed('Gemini', 'https://gateway.example');
    enter('the-key-of-it');
    move('https://elsewhere.example');
    actions.services.answerAskedAddress('stay');
    expect(sent()).toEqual({ key: 'the-key-of-it', address: 'https://gateway.example' });
    expect(state().askedAddress).toBeNull();
  });

  it('is taken out, on the device too, where the address is used without it', async () => {
    const { actions, storage, enter, move, sent } = await keyed('the server', 'https://models.example/v1');
    actions.services.update('server', { rememberKey: true });
    enter('the-key-of-it');
    move('https://elsewhere.example/v1');
    actions.services.answerAskedAddress('without-key');
    expect(sent()).toEqual({ key: '', address: 'https://elsewhere.example/v1' });
    expect(await storage.device.loadKey('server')).toBe('');
  });

  it('is asked about after the address was empty for a while', async () => {
    const { state, enter, move, sent } = await keyed('the server', 'https://models.example/v1');
    enter('the-key-of-it');
    move('');
    move('https://elsewhere.example/v1');
    expect(sent()).toEqual({ key: 'the-key-of-it', address: '' });
    expect(state().askedAddress?.address).toBe('https://elsewhere.example/v1');
  });

  it.each([
    ['only the path differs', 'https://models.example/v1', 'https://models.example/openai/v1'],
    ['it was entered before any address', '', 'https://models.example/v1'],
  ])('goes along unasked where %s', async (_why, from, to) => {
    const { enter, move, sent } = await keyed('the server', from);
    enter('the-key-of-it');
    move(to);
    expect(sent()).toEqual({ key: 'the-key-of-it', address: to });
  });

  it('asks nothing once it is gone', async () => {
    const { state, enter, move, sent } = await keyed('the server', 'https://models.example/v1');
    enter('the-key-of-it');
    move('https://elsewhere.example/v1');
    enter('');
    expect(sent()).toEqual({ key: '', address: 'https://elsewhere.example/v1' });
    expect(state().askedAddress).toBeNull();
  });

  async function keyed(name: string, from: string) {
    const opened = await openAnswering();
    const { actions, configs } = opened;
    const service: ServiceId = name === 'Gemini' ? 'gemini' : 'server';
    const move = (address: string) => actions.services.update(service, { address });
    const sent = () => {
      const { key, address } = configs.at(-1)?.services[service] ?? {};
      return { key, address };
    };
    move(from);
    const enter = (key: string) => actions.services.setKey(service, key);
    return { ...opened, enter, move, sent };
  }
});

describe('a key in two tabs', () => {
  it('is not sent to an address that another tab has entered', async () => {
    const { actions, configs, state } = await openAnswering();
    actions.services.update('server', { address: 'https://models.example/v1' });
    actions.services.setKey('server', 'for-models.example');
    const { settings } = state();
    await actions.settings.foreignSettings({
      ...settings,
      server: { ...settings.server, address: 'https://other.example/v1' },
    });
    const moved = configs.find(({ services }) => services.server.address === 'https://other.example/v1');
    expect(moved?.services.server.key).toBe('');
    expect(state().services.server.key).toBe('');
    expect(state().notices.at(-1)?.title).toBe('The address of the server was changed in another tab');
  });

  it('stays where only the path of its service was changed in another tab', async () => {
    const { actions, state } = await openAnswering();
    actions.services.update('server', { address: 'https://models.example/v1' });
    actions.services.setKey('server', 'for-models.example');
    const { settings } = state();
    await actions.settings.foreignSettings({
      ...settings,
      server: { ...settings.server, address: 'https://models.example/v2' },
    });
    expect(state().services.server.key).toBe('for-models.example');
  });

  it('is gone here when another tab takes out the one that is remembered', async () => {
    const { actions, configs, state, storage } = await openAnswering();
    actions.services.update('gemini', { rememberKey: true });
    actions.services.setKey('gemini', 'remembered');
    await storage.device.saveKey('gemini', '');
    await actions.settings.foreignSettings(state().settings);
    expect(state().services.gemini.key).toBe('');
    expect(configs.at(-1)?.services.gemini.key).toBe('');
  });

  it('is remembered from here when another tab asks for that and has none', async () => {
    const { actions, state, storage } = await openAnswering();
    actions.services.setKey('gemini', 'typed-here');
    const { settings } = state();
    await actions.settings.foreignSettings({ ...settings, gemini: { ...settings.gemini, rememberKey: true } });
    expect(state().services.gemini.key).toBe('typed-here');
    expect(await storage.device.loadKey('gemini')).toBe('typed-here');
  });

  it('stays when the storage cannot be read', async () => {
    const { actions, state, storage } = await openAnswering();
    actions.services.update('gemini', { rememberKey: true });
    actions.services.setKey('gemini', 'remembered');
    storage.device.loadKey = () => Promise.reject(new Error('The disk is gone.'));
    await actions.settings.foreignSettings(state().settings);
    expect(state().services.gemini.key).toBe('remembered');
  });
});

/** With services that answer. */
const openAnswering = () => openScripted(() => 'ready');
