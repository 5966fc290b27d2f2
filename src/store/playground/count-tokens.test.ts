import { describe, expect, it } from 'vitest';
import type { TokenizerInput } from '../../core/model/tokenizer';
import { openPlayground } from '../../testing/open-playground';
import { taskProblems } from './select-problems';

const gemini = { provider: 'gemini', id: 'gemini-2.5-flash' } as const;
const practice = { provider: 'practice' } as const;

async function given(count: number) {
  const counted: TokenizerInput[] = [];
  const opened = await openPlayground({
    models: {
      tokenizer: (ref) => ({
        ref,
        async tokens(input) {
          counted.push(input);
          return { kind: 'count', count };
        },
        text: async () => '',
      }),
    },
  });
  const shown = () => opened.state().playground.promptTokens;
  return { ...opened, counted, shown };
}

describe('the tokens of the prompt', () => {
  it('are counted above 50,000 characters too, in the worker, which hands over the number alone', async () => {
    const { playground, clock, counted, shown, state } = await given(200_000);
    await playground.setPrompt({ model: practice, parts: [{ type: 'text', text: 'x'.repeat(60_000) }] });
    await clock.pass();
    expect(counted.at(-1)).toMatchObject({ only: 'count' });
    expect(shown()).toEqual({ count: 200_000 });
    expect(taskProblems(state())).toMatchObject({ Prompt: expect.stringMatching(/200,000.*32,768/) });
  });

  it('are estimated, and said to be, where the model does not tell for nothing', async () => {
    const { playground, clock, counted, shown, state } = await given(1);
    await playground.setPrompt({ model: gemini, parts: [{ type: 'text', text: 'Why is the sky blue?' }] });
    await clock.pass();
    expect(counted).toEqual([]);
    expect(shown()).toMatchObject({ isEstimated: true });
    expect(taskProblems(state())).toEqual({});
  });
});
