import { describe, expect, it } from 'vitest';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { deviceWith, localModelWith, storedModelWith } from '../../testing/described-devices';
import {
  type LocalView,
  selectDefaultModel,
  selectKnownModels,
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
    expect(selectVerdict(view, gemma)).toBeNull();
    expect(selectDefaultModel(view)).toBeNull();
    expect(selectReadyModels(view.local)).toEqual([]);
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
