import { describe, expect, it } from 'vitest';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { deviceWith, localModelWith, storedModelWith } from '../../testing/described-devices';
import {
  type LocalView,
  selectDefaultModel,
  selectKnownModels,
  selectLocalSpace,
  selectModelGroups,
  selectReadyModels,
  selectVerdict,
} from './local-selectors';
import { blankLocalState, type LocalState } from './local-state';

const gemma = localModelWith({ id: 'gemma' });
const embedder = localModelWith({ id: 'embedder', kind: 'embedding' });

describe('what the screens derive of local models', () => {
  it('is nothing before anybody asked', () => {
    const view = viewWith({});
    expect(selectKnownModels(view)).toEqual([]);
    expect(selectModelGroups(view, '')).toEqual({ chat: [], embedding: [] });
    expect(selectVerdict(view, gemma)).toBeNull();
    expect(selectDefaultModel(view)).toBeNull();
    expect(selectReadyModels(view.local)).toEqual([]);
    expect(selectLocalSpace(view.local)).toEqual({ models: 0, free: null, quota: null });
  });

  it('offers chat models to answer that are whole, and no others', () => {
    const stored = [
      storedModelWith(gemma),
      storedModelWith(embedder),
      storedModelWith(localModelWith({ id: 'half' }), { state: 'partial' }),
      storedModelWith(localModelWith({ id: 'broken' }), { state: 'damaged' }),
    ];
    expect(selectReadyModels(viewWith({ stored }).local).map(({ model }) => model.id)).toEqual(['gemma']);
  });

  it('counts what all models take and what is left', () => {
    const file = (bytes: number, done: boolean) => ({ path: `${bytes}`, bytes, md5: null, sha256: null, done });
    const stored = [
      storedModelWith(gemma, { files: [file(100, true), file(20, true)] }),
      storedModelWith(embedder, { state: 'partial', files: [file(7, true), file(1000, false)] }),
    ];
    const device = deviceWith({ storage: { usage: 200, quota: 1200 } });
    expect(selectLocalSpace(viewWith({ stored, device }).local)).toEqual({ models: 127, free: 1000, quota: 1200 });
  });

  it('judges a model by the settings, too', () => {
    const view = viewWith({ device: deviceWith({ gpu: { status: 'insecure' } }) });
    const ways = (privateMode: boolean) => {
      const verdict = selectVerdict({ ...view, settings: { ...defaultDeviceSettings, privateMode } }, gemma);
      return verdict === null || verdict.can ? [] : verdict.ways.map(({ kind }) => kind);
    };
    expect(ways(false)).toContain('gemini');
    expect(ways(true)).not.toContain('gemini');
  });
});

function viewWith(local: Partial<LocalState>): LocalView {
  return { local: { ...blankLocalState, ...local }, settings: defaultDeviceSettings };
}
