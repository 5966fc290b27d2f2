import { describe, expect, it } from 'vitest';
import { practiceModel } from '../../core/model/model-ref';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { followGeminiModel, modelOptions } from './model-options';

const flash = { provider: 'gemini', id: 'gemini-flash-latest' } as const;
const pro = { provider: 'gemini', id: 'gemini-pro-latest' } as const;

describe('modelOptions', () => {
  it('offers practice and the configured Gemini model before anything is listed', () => {
    expect(modelOptions(defaultDeviceSettings, []).map(({ label }) => label)).toEqual([
      'Practice model (built in)',
      'Gemini: gemini-flash-latest',
    ]);
  });

  it('adds what the service lists, each once', () => {
    const labels = modelOptions(defaultDeviceSettings, ['gemini-pro-latest', 'gemini-flash-latest']).map(
      ({ label }) => label,
    );
    expect(labels).toEqual(['Practice model (built in)', 'Gemini: gemini-flash-latest', 'Gemini: gemini-pro-latest']);
  });

  it('keeps a chosen model on offer when nothing lists it', () => {
    const settings = { ...defaultDeviceSettings, alignmentModel: { provider: 'gemini', id: 'of-last-year' } as const };
    expect(modelOptions(settings, []).map(({ value }) => value)).toContain('gemini/of-last-year');
  });
});

describe('followGeminiModel', () => {
  it('changes the choices that named the old model, and no others', () => {
    const change = { from: 'gemini-flash-latest', to: 'gemini-9-flash' };
    const followed = { provider: 'gemini', id: 'gemini-9-flash' };
    expect(followGeminiModel({ promptModel: flash, alignmentModel: pro }, change)).toEqual({
      promptModel: followed,
      alignmentModel: pro,
    });
    expect(followGeminiModel({ promptModel: practiceModel, alignmentModel: null }, change)).toEqual({
      promptModel: practiceModel,
      alignmentModel: null,
    });
  });
});
