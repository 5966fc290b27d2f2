import { describe, expect, it } from 'vitest';
import { readDeviceSettings } from './device-settings-schema';
// Written by the version of 2026-11-30, before services had one shape.
import written from './fixtures/device-settings.v0.json';
import { toStored } from './stored-device-settings';

describe('device settings that an earlier version has stored', () => {
  it('are read whole', () => {
    const { gemini, server, ...rest } = written;
    const { endpoint, ...ofGemini } = gemini;
    const { url, ...ofServer } = server;
    expect(readDeviceSettings(written)).toEqual({
      ...rest,
      gemini: { ...ofGemini, address: endpoint },
      server: { ...ofServer, address: url },
    });
  });

  it('are stored as that version reads them', () => {
    expect(toStored(readDeviceSettings(written))).toEqual(written);
  });

  it('keep what can be read of a service', () => {
    const broken = { ...written, gemini: 'gone', server: { ...written.server, model: 7 } };
    const { gemini, server } = readDeviceSettings(broken);
    expect(gemini.address).toBe('https://generativelanguage.googleapis.com');
    expect(server).toMatchObject({ address: 'http://localhost:11434/v1', model: '', parallelRequests: 1 });
  });
});
