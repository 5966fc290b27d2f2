import { describe, expect, it } from 'vitest';
import type { CompletionCapabilities, ServerProgram } from '../core/model/completion-capabilities';
import { completionCapabilitiesOf } from '../core/model/completion-capabilities-of';
import {
  type CompletionOptionName,
  type CompletionOptions,
  completionOptionNames,
} from '../core/model/completion-options';
import type { LanguageModel } from '../core/model/language-model';
import { userPrompt } from '../core/model/model-prompt';
import type { ModelRequest } from '../core/model/model-request';
import type { Reply } from '../core/model/reply';
import { type SamplingSettings, type SettingName, settingNames } from '../core/model/sampling-settings';
import { replyOf } from './model-contract';
import { aRequest } from './stepwise-model';

export interface CompletionSubject {
  readonly model: LanguageModel;
  /** How many calls have reached the other side. */
  readonly callsSent: () => number;
  /** Of a vocabulary in which the model begins its answer to `prompt` with this token. */
  readonly firstToken?: number;
}

const values: Required<SamplingSettings> = {
  candidates: 1,
  stopSequences: ['END'],
  temperature: 0,
  topP: 1,
  topK: 40,
  maxOutputTokens: 4,
  presencePenalty: 0.5,
  frequencyPenalty: 0.5,
  seed: 7,
  logprobs: 3,
};

const options: Required<CompletionOptions> = {
  logitBias: [{ token: 1, bias: -5 }],
  rawPrompt: true,
  multiplicativePresencePenalty: true,
  penaltiesCoverPrompt: true,
  minTokens: 3,
  echo: true,
  asSampled: true,
  prefix: { text: 'Here is' },
};

/**
 * What holds for every parameter of Complete, whoever provides the model: it does what the table says, or is refused in the table's
 * words before anything is sent. Only tests call this.
 */
export function describeCompletionContract(
  name: string,
  subject: () => CompletionSubject,
  {
    ref,
    withRefusals,
    program,
    prompt = 'the cat',
  }: {
    readonly ref: LanguageModel['ref'];
    /** The wrapper of the providers' side, which the tests of a provider hand in. */
    readonly withRefusals: (
      model: LanguageModel,
      deps: { readonly honours: () => Promise<CompletionCapabilities> },
    ) => LanguageModel;
    readonly program?: ServerProgram;
    readonly prompt?: string;
  },
): void {
  const honours = completionCapabilitiesOf(ref, program);

  async function complete(change: Partial<Pick<ModelRequest, 'settings' | 'completion' | 'prompt'>>): Promise<Reply> {
    const model = withRefusals(subject().model, { honours: async () => honours });
    const request = { ...aRequest({ prompt: userPrompt(prompt), ...change }), purpose: 'complete', subject: null };
    return replyOf(model.stream(request, new AbortController().signal));
  }

  /** A short answer that is the same each time, as far as the model can be told so. */
  const greedy = honouredOf({ temperature: 0, seed: 7, maxOutputTokens: 12 }, honours);

  async function refused(change: Parameters<typeof complete>[0], reason: string): Promise<void> {
    const before = subject().callsSent();
    await expect(complete(change)).rejects.toMatchObject({
      data: { kind: 'bad-request', code: 'UNSUPPORTED', message: `${reason} Nothing was sent.` },
    });
    expect(subject().callsSent()).toBe(before);
  }

  describe(`${name}, as a completion of the Playground`, () => {
    it.each(settingNames.filter((setting) => honours.settings[setting] !== true))(
      'refuses %s before the call',
      async (setting) => {
        await refused({ settings: { [setting]: values[setting] } }, String(honours.settings[setting]));
      },
    );

    it.each(completionOptionNames.filter((option) => honours.options[option] !== true))(
      'refuses %s before the call',
      async (option) => {
        await refused({ completion: { [option]: options[option] } }, String(honours.options[option]));
      },
    );

    it.each(settingNames.filter((setting) => honours.settings[setting] === true && setting in settingChecks))(
      'honours %s',
      async (setting) => {
        await settingChecks[setting]?.({ complete, greedy, honours });
      },
    );

    it.each(completionOptionNames.filter((option) => honours.options[option] === true && option in optionChecks))(
      'honours %s',
      async (option) => {
        await optionChecks[option]?.({ complete, greedy, honours, firstToken: subject().firstToken });
      },
    );
  });
}

interface Checked {
  readonly complete: (change: Partial<Pick<ModelRequest, 'settings' | 'completion' | 'prompt'>>) => Promise<Reply>;
  readonly greedy: SamplingSettings;
  readonly honours: CompletionCapabilities;
  readonly firstToken?: number | undefined;
}

type Check = (checked: Checked) => Promise<void>;

const settingChecks: Partial<Record<SettingName, Check>> = {
  async maxOutputTokens({ complete, greedy }) {
    const { usage, finish } = await complete({ settings: { ...greedy, maxOutputTokens: 1 } });
    expect(usage.outputTokens).toBeLessThanOrEqual(1);
    expect(finish.kind).toBe('length');
  },
  async stopSequences({ complete, greedy }) {
    const { text } = await complete({ settings: { ...greedy, ...long } });
    // Not at its beginning: an answer of nothing is none.
    const stop = text.slice(-2);
    expect(text.indexOf(stop)).toBeGreaterThan(0);
    const stopped = await complete({ settings: { ...greedy, ...long, stopSequences: ['never there', stop] } });
    expect(stopped.text).toBe(text.slice(0, text.indexOf(stop)));
    expect(stopped.finish.kind).toBe('stop');
  },
  async temperature({ complete, greedy }) {
    const [one, other] = [await complete({ settings: greedy }), await complete({ settings: greedy })];
    expect(one.text).toBe(other.text);
  },
  async topK({ complete, greedy }) {
    const { text } = await complete({ settings: greedy });
    // One candidate is the likeliest, whatever the temperature.
    expect((await complete({ settings: { ...greedy, temperature: 2, topK: 1 } })).text).toBe(text);
  },
  async seed({ complete, greedy, honours }) {
    const settings = { ...greedy, ...honouredOf({ seed: 11, temperature: 1 }, honours) };
    expect((await complete({ settings })).text).toBe((await complete({ settings })).text);
  },
  async logprobs({ complete, greedy }) {
    const { text, tokens = [] } = await complete({ settings: { ...greedy, logprobs: 3 } });
    expect(tokens.map(({ token }) => token).join('')).toBe(text);
    for (const { logprob, alternatives } of tokens) {
      expect(logprob).toBeLessThanOrEqual(0);
      expect(alternatives.length).toBeGreaterThan(0);
      expect(alternatives.length).toBeLessThanOrEqual(3);
      const logprobs = alternatives.map((one) => one.logprob);
      expect(logprobs).toEqual(logprobs.toSorted((a, b) => b - a));
    }
    const chosen = await complete({ settings: { ...greedy, logprobs: 0 } });
    expect(chosen.tokens?.map(({ token }) => token).join('')).toBe(chosen.text);
  },
};

const optionChecks: Partial<Record<CompletionOptionName, Check>> = {
  async rawPrompt({ complete, greedy }) {
    const { text } = await complete({ settings: greedy, completion: { rawPrompt: true } });
    expect(text).not.toBe('');
  },
  async minTokens({ complete, greedy }) {
    const { usage } = await complete({ settings: { ...greedy, maxOutputTokens: 12 }, completion: { minTokens: 10 } });
    expect(usage.outputTokens).toBeGreaterThanOrEqual(10);
  },
  async echo({ complete, greedy }) {
    const { promptTokens = [], text } = await complete({
      settings: { ...greedy, logprobs: 1 },
      completion: { echo: true },
    });
    expect(promptTokens.map(({ token }) => token).join('')).toContain('cat');
    expect(text).not.toContain('the cat');
  },
  async asSampled({ complete, greedy }) {
    const { tokens = [] } = await complete({
      settings: { ...greedy, logprobs: 3 },
      completion: { asSampled: true },
    });
    expect(tokens.length).toBeGreaterThan(0);
    for (const { logprob, sampled } of tokens) {
      // What was drawn greedily was certain; the model's own probability is another.
      expect(sampled?.logprob).toBeCloseTo(0);
      expect(logprob).toBeLessThanOrEqual(0);
    }
  },
  async logitBias({ complete, greedy, firstToken }) {
    const own = await complete({ settings: { ...greedy, ...told } });
    const token = firstToken ?? own.tokens?.[0]?.id;
    if (token === undefined) throw new Error('Expected the id of the first token of the answer.');
    const logitBias = [{ token, bias: -100 }];
    const other = await complete({ settings: { ...greedy, ...told }, completion: { logitBias } });
    expect(other.tokens?.[0]?.id).not.toBe(token);
    expect(other.text).not.toBe(own.text);
  },
  async prefix({ complete, greedy }) {
    const { text } = await complete({ settings: greedy, completion: { prefix: options.prefix } });
    expect(text).not.toBe('');
    expect(text.startsWith(options.prefix.text)).toBe(false);
  },
};

const long: SamplingSettings = { maxOutputTokens: 40 };
const told: SamplingSettings = { logprobs: 1 };

function honouredOf(settings: SamplingSettings, { settings: honours }: CompletionCapabilities): SamplingSettings {
  // The names are those of SamplingSettings, which Object.entries forgets.
  return Object.fromEntries(Object.entries(settings).filter(([name]) => honours[name as SettingName] === true));
}
