import { describe, expect, it } from 'vitest';
import { chooseGeminiModel } from './choose-gemini-model';

const of = (...ids: readonly string[]) => chooseGeminiModel(ids.map((id) => ({ id })));

describe('chooseGeminiModel', () => {
  it('takes the alias that always leads to the newest Flash', () => {
    expect(of('gemini-2.5-pro', 'gemini-3.6-flash', 'gemini-flash-lite-latest', 'gemini-flash-latest')).toBe(
      'gemini-flash-latest',
    );
  });

  it('takes the newest Flash where there is no alias', () => {
    expect(of('gemini-2.0-flash', 'gemini-3.6-flash', 'gemini-2.5-flash', 'gemini-3.1-pro')).toBe('gemini-3.6-flash');
    expect(of('gemini-2.5-flash', 'gemini-10-flash', 'gemini-3-flash'), 'by number, not by letter').toBe(
      'gemini-10-flash',
    );
  });

  it('prefers a finished version to a preview, and the plain name to a build of it', () => {
    expect(of('gemini-3-flash-preview', 'gemini-2.5-flash')).toBe('gemini-2.5-flash');
    expect(of('gemini-2.0-flash-001', 'gemini-2.0-flash')).toBe('gemini-2.0-flash');
    expect(of('gemini-3-flash-preview'), 'where it is all there is').toBe('gemini-3-flash-preview');
  });

  it('goes on to Flash-Lite, Pro, other Geminis and Gemma', () => {
    expect(of('gemma-4-31b-it', 'gemini-4-argon', 'gemini-3-pro', 'gemini-3-flash-lite')).toBe('gemini-3-flash-lite');
    expect(of('gemma-4-31b-it', 'gemini-4-argon', 'gemini-3-pro')).toBe('gemini-3-pro');
    expect(of('gemma-4-31b-it', 'gemini-4-argon')).toBe('gemini-4-argon');
    expect(of('gemma-4-31b-it')).toBe('gemma-4-31b-it');
  });

  it.each([
    'gemini-3-flash-image',
    'gemini-3-flash-preview-tts',
    'gemini-3-flash-native-audio-latest',
    'gemini-3-flash-live-preview',
    'gemini-embedding-2',
    'gemini-robotics-er-2',
    'gemini-2.5-computer-use-preview',
    'deep-research-pro-preview',
  ])('never takes %s, which does not write text alone', (id) => {
    expect(of(id)).toBeNull();
    expect(of(id, 'gemini-2.0-flash-lite')).toBe('gemini-2.0-flash-lite');
  });

  it('takes none of an empty list', () => {
    expect(of()).toBeNull();
  });
});
