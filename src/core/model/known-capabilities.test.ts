import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from './known-capabilities';
import { type SettingName, settingNames } from './sampling-settings';

describe('capabilitiesOf the practice model', () => {
  it('honours what rules can honour, and says why not the rest', () => {
    const { settings } = capabilitiesOf({ provider: 'practice' });

    expect(settingNames.filter((name) => settings[name] === true)).toEqual([
      'maxOutputTokens',
      'stopSequences',
      'seed',
      'candidates',
    ]);
    expect(settings.temperature).toBe('The practice model follows rules and does not sample.');
  });
});

describe('capabilitiesOf a Gemini model', () => {
  it.each<[string, readonly SettingName[]]>([
    ['gemini-flash-latest', ['temperature', 'topP', 'topK', 'presencePenalty', 'frequencyPenalty', 'logprobs']],
    ['gemini-flash-lite-latest', ['temperature', 'topP', 'topK', 'presencePenalty', 'frequencyPenalty', 'logprobs']],
    ['gemini-3.6-flash', ['temperature', 'topP', 'topK', 'presencePenalty', 'frequencyPenalty', 'logprobs']],
    ['gemini-3.5-flash-lite', ['temperature', 'topP', 'topK', 'presencePenalty', 'frequencyPenalty', 'logprobs']],
    ['gemini-3.5-flash', ['presencePenalty', 'frequencyPenalty', 'logprobs']],
    ['gemini-3-pro-preview', ['presencePenalty', 'frequencyPenalty', 'logprobs']],
    ['gemini-2.5-flash', ['presencePenalty', 'frequencyPenalty', 'logprobs']],
    ['gemini-2.0-flash-001', []],
    ['my-gateway-model', []],
  ])('%s does not honour %j', (id, names) => {
    const { settings } = capabilitiesOf({ provider: 'gemini', id });

    expect(settingNames.filter((name) => settings[name] !== true)).toEqual(names);
  });

  it('honours candidates, because each is asked for in a call of its own', () => {
    expect(capabilitiesOf({ provider: 'gemini', id: 'gemini-flash-latest' }).settings.candidates).toBe(true);
  });

  it('asks Gemma for a reply format in words', () => {
    expect(capabilitiesOf({ provider: 'gemini', id: 'gemma-3-27b-it' }).replySchema).toBe('asked');
  });
});
