import { describe, expect, it } from 'vitest';
import { countingIds } from '../../testing/builders';
import { parseTemplate } from '../prompt/template';
import { openedCall, promptForAlign } from './hand-over';
import { blankPlaygroundWork } from './playground-work';

const { complete, prompt } = blankPlaygroundWork;

describe('a prompt that is sent to Align', () => {
  it('is its system text and its own, in which no brace is a variable', () => {
    const parts = [{ type: 'text', text: 'Fill {"a": 1} in.' }] as const;
    const sent = promptForAlign({ ...prompt, system: 'Be kind.', parts }, complete);
    expect(parseTemplate(sent.preamble).variables).toEqual([]);
    expect(sent).toMatchObject({ sampling: complete.sampling, leftOut: [] });
  });

  it('says what has no place there', () => {
    const parts = [{ type: 'image', sha256: 'ab' }] as const;
    const turns = [{ role: 'user', text: 'Hello' }] as const;
    expect(promptForAlign({ ...prompt, turns, parts }, complete).leftOut).toHaveLength(2);
  });
});

describe('a call of the log', () => {
  it('becomes the set-up that would make it again', () => {
    const call = {
      prompt: {
        system: 'Be kind.',
        turns: [
          { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
          { role: 'model', parts: [{ type: 'text', text: 'Hi' }] },
          { role: 'user', parts: [{ type: 'text', text: 'Go on' }] },
        ],
      },
      settings: { temperature: 0.5, candidates: 3 },
      completion: { minTokens: 2, logitBias: [{ token: 7, bias: 1 }], prefix: { text: ' a' } },
    } as const;
    expect(openedCall(call, countingIds('bias'))).toMatchObject({
      task: 'complete',
      prompt: {
        system: 'Be kind.',
        turns: [
          { role: 'user', text: 'Hello' },
          { role: 'model', text: 'Hi' },
        ],
        parts: [{ type: 'text', text: 'Go on' }],
      },
      complete: { sampling: { temperature: 0.5 }, options: { minTokens: 2 }, bias: [{ token: { id: 7 }, bias: 1 }] },
    });
  });

  it('that scored a text becomes an evaluation', () => {
    const scored = { expected: ' a', as: 'continuation' } as const;
    const call = { prompt: { turns: [] }, settings: {}, scored };
    expect(openedCall(call, countingIds('bias'))).toMatchObject({ task: 'evaluate', evaluate: scored });
  });
});
