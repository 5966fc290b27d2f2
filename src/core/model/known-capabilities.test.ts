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

const newest: readonly SettingName[] = [
  ...(['temperature', 'topP', 'topK', 'presencePenalty', 'frequencyPenalty', 'logprobs'] as const),
];

describe('capabilitiesOf a Gemini model', () => {
  it.each<[string, readonly SettingName[]]>([
    ['gemini-flash-latest', newest],
    ['gemini-flash-lite-latest', newest],
    ['gemini-3.6-flash', newest],
    ['gemini-3.5-flash-lite', newest],
    ['gemini-3.5-flash', ['presencePenalty', 'frequencyPenalty', 'logprobs']],
    ['gemini-3-pro-preview', ['presencePenalty', 'frequencyPenalty', 'logprobs']],
    ['gemini-2.5-flash', ['presencePenalty', 'frequencyPenalty', 'logprobs']],
    ['gemini-2.0-flash-001', []],
    ...['gemini-4-argon', 'gemini-4-carbon', 'gemini-4-hydrogen', 'gemini-4-neon', 'models/gemini-3.8-flash'].map(
      (id): [string, readonly SettingName[]] => [id, newest],
    ),
    ['gemini-9-ultra', newest],
    ['my-gateway-model', newest],
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

  it.each([
    ['gemini-4-argon', ['low', 'medium', 'high']],
    ['gemini-flash-latest', ['low', 'medium', 'high']],
    ['gemini-3.8-flash', ['low', 'medium', 'high']],
    ['gemini-3.6-flash', ['minimal', 'low', 'medium', 'high']],
    ['gemini-3.5-flash-lite', ['minimal', 'low', 'medium', 'high']],
    ['gemini-3.1-pro-preview', ['low', 'medium', 'high']],
    ['gemini-3-pro-preview', ['low', 'high']],
    ['gemini-2.5-flash-lite', ['minimal', 'low', 'medium', 'high']],
    ['gemini-2.0-flash', []],
    ['gemma-3-27b-it', []],
  ])('%s thinks at the levels %j', (id, levels) => {
    expect(capabilitiesOf({ provider: 'gemini', id }).thinking.levels).toEqual(levels);
  });
});
