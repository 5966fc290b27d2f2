import { describe, expect, it } from 'vitest';
import type { ModelRef } from '../../core/model/model-ref';
import {
  blankPlaygroundWork,
  type CompleteSetup,
  type EvaluateSetup,
  type PlaygroundPrompt,
  type PlaygroundTask,
} from '../../core/playground/playground-work';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { buildProject } from '../../testing/builders';
import { blankPlaygroundState, type PlaygroundState } from './playground-state';
import { taskProblems } from './select-problems';

interface Given {
  readonly task?: PlaygroundTask;
  readonly model?: ModelRef;
  readonly prompt?: Partial<PlaygroundPrompt>;
  readonly complete?: Partial<CompleteSetup>;
  readonly evaluate?: Partial<EvaluateSetup>;
  readonly shown?: Partial<PlaygroundState>;
}

const practice = { provider: 'practice' } as const;
const gemini = { provider: 'gemini', id: 'gemini-3-flash' } as const;
const image = { type: 'image', sha256: 'ab' } as const;

function problems({ task = 'complete', model = practice, prompt, complete, evaluate, shown }: Given) {
  const work = blankPlaygroundWork;
  const playground = {
    ...work,
    task,
    prompt: { ...work.prompt, model, parts: [{ type: 'text', text: 'I saw' }] as const, ...prompt },
    complete: { ...work.complete, ...complete },
    evaluate: { ...work.evaluate, ...evaluate },
  };
  return taskProblems({
    project: { ...buildProject(), playground },
    settings: defaultDeviceSettings,
    playground: { ...blankPlaygroundState, ...shown },
  });
}

describe('what keeps Complete back', () => {
  it('is nothing, where there is a prompt', () => {
    expect(problems({})).toEqual({});
  });

  it('is an empty prompt, unless it is a raw one', () => {
    const parts = [{ type: 'text', text: '' }] as const;
    expect(problems({ prompt: { parts } })).toHaveProperty('Prompt');
    expect(problems({ prompt: { parts }, complete: { options: { rawPrompt: true } } })).toEqual({});
  });

  it('is best of that is not more than the completions', () => {
    expect(problems({ complete: { completions: 2, bestOf: 2 } })).toEqual({
      'Best of': 'Type more than Completions (2), or leave it empty.',
    });
    expect(problems({ complete: { completions: 2, bestOf: 3 } })).toEqual({});
  });

  it('is no setting that the model does not honour: it is greyed out, and not sent', () => {
    expect(problems({ model: gemini, complete: { completions: 2, bestOf: 2 } })).toEqual({});
  });

  it('is a prompt that leaves no room, with both numbers', () => {
    const shown = { promptTokens: { count: 1_000_000 } };
    expect(Object.values(problems({ shown })).join()).toMatch(/1,000,000 tokens/);
  });

  it('is an image for a model that reads none, and any image of a raw prompt', () => {
    expect(problems({ prompt: { parts: [image] } })).toEqual({ Prompt: 'The practice model reads text alone.' });
    expect(problems({ prompt: { parts: [image] }, complete: { options: { rawPrompt: true } } }).Prompt).toMatch(
      /A raw prompt is text alone/,
    );
    expect(problems({ model: gemini, prompt: { parts: [image] } })).toEqual({});
  });

  it('is an earlier turn without words', () => {
    const turns = [
      { role: 'user', text: 'Hello' },
      { role: 'model', text: '' },
    ] as const;
    expect(problems({ prompt: { turns } }).Prompt).toMatch(/An earlier turn is empty/);
  });

  it('is a sixth stop sequence', () => {
    const stopSequences = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(problems({ complete: { sampling: { stopSequences } } })).toEqual({
      'Stop sequences': 'Write 5 at most, not 6.',
    });
  });

  it('is what a field holds and does not take', () => {
    const shown = { problems: { Temperature: '“NaN” is not a number. Type a number from 0 to 2.' } };
    expect(problems({ shown })).toEqual(shown.problems);
  });
});

describe('what keeps Evaluate back', () => {
  it('is an empty expected completion', () => {
    expect(problems({ task: 'evaluate' })).toHaveProperty('Expected completion');
    expect(problems({ task: 'evaluate', evaluate: { expected: ' a cat.' } })).toEqual({});
  });

  it('is a model that scores nothing, with why', () => {
    expect(problems({ task: 'evaluate', model: gemini, evaluate: { expected: 'x' } }).Model).toMatch(
      /Gemini never scores/,
    );
  });

  it('is no empty prompt of a continuation, which is scored from the begin token', () => {
    const given = { prompt: { parts: [] }, evaluate: { expected: 'x' } };
    expect(problems({ task: 'evaluate', ...given })).toEqual({});
    expect(problems({ task: 'evaluate', ...given, evaluate: { expected: 'x', as: 'reply' } })).toHaveProperty('Prompt');
  });
});
