import { describe, expect, it } from 'vitest';
import type { CallOutcome } from '../../../core/model/call-record';
import type { Finish } from '../../../core/model/reply';
import {
  choiceText,
  completionWords,
  outcomeMark,
  purposeName,
  replyFormat,
  tokenWords,
  usageWords,
} from './call-words';

const usage = { inputTokens: 97, outputTokens: 61, thoughtTokens: 0, estimated: false };

function answered(finish: Finish, cached = false): CallOutcome {
  return { status: 'answered', text: 'Yes.', finish, usage, cached };
}

describe('a call of the Playground', () => {
  it('is told by what it asked beside sampling, letter by letter', () => {
    expect(
      completionWords({ completion: { echo: true, minTokens: 5, logitBias: [{ token: 7, bias: -100 }] } }),
    ).toEqual(['echo', 'minTokens 5', 'logitBias [{"token":7,"bias":-100}]']);
    expect(completionWords({})).toEqual([]);
    expect(['complete', 'evaluate'].map(purposeName)).toEqual(['Completion', 'Score of a text']);
  });
});

describe('outcomeMark', () => {
  it('tells a whole answer from one that was cut', () => {
    expect(outcomeMark(answered({ kind: 'stop', code: 'STOP' }))).toMatchObject({ word: 'Answered', code: 'STOP' });
    expect(outcomeMark(answered({ kind: 'length', code: 'MAX_TOKENS' }))).toMatchObject({
      word: 'Answered up to the token limit',
      code: 'MAX_TOKENS',
      tone: 'warn',
    });
    expect(outcomeMark(answered({ kind: 'other', code: 'SOMETHING_NEW' }))).toMatchObject({
      word: 'Answered, then ended early by the service',
      code: 'SOMETHING_NEW',
    });
  });

  it('says when an answer was not paid for', () => {
    expect(outcomeMark(answered({ kind: 'stop', code: 'STOP' }, true)).word).toBe('Answered from cache');
  });

  it('names failures with the words that every screen uses, and keeps the raw code', () => {
    const error = { kind: 'prompt-blocked', code: 'PROHIBITED_CONTENT', message: '', partialText: '' } as const;
    expect(outcomeMark({ status: 'failed', error })).toMatchObject({
      word: 'The prompt was blocked',
      code: 'PROHIBITED_CONTENT',
      tone: 'bad',
    });
  });

  it('does not take a cancelled or a running call for a failure', () => {
    expect(outcomeMark({ status: 'cancelled', partialText: 'Ye' })).toMatchObject({ word: 'Cancelled', tone: 'faint' });
    expect(outcomeMark({ status: 'running' })).toMatchObject({ word: 'Running', tone: 'faint' });
  });
});

describe('usageWords', () => {
  it('names thoughts only where there were some, and estimates as such', () => {
    expect(usageWords(usage)).toBe('97 tokens in, 61 out');
    expect(usageWords({ ...usage, thoughtTokens: 40 })).toBe('97 tokens in, 61 out, 40 thinking tokens');
    expect(usageWords({ ...usage, estimated: true })).toBe('about 97 tokens in, 61 out');
    expect(tokenWords({ ...usage, estimated: true })).toBe('about 158 tokens');
    expect(tokenWords(usage)).toBe('158 tokens');
    expect(tokenWords({ ...usage, thoughtTokens: 40 })).toBe('198 tokens (40 thinking)');
  });
});

describe('a call that chose a label', () => {
  const reply = { type: 'choice', options: ['A', 'B'] } as const;

  it('is shown with the options that it had', () => {
    expect(replyFormat({ reply })).toEqual({ title: 'Reply format: one of these', text: 'A\nB' });
    expect(replyFormat({ reply: { type: 'text' } })).toBeNull();
  });

  it('is shown with how probable each was, where the model told', () => {
    const whole = answered({ kind: 'stop', code: 'choice' });
    expect(choiceText({ reply, outcome: { ...whole, choice: [0.9731, 0.0269] } as CallOutcome })).toBe(
      'A 97.3%\nB 2.7%',
    );
    expect(choiceText({ reply, outcome: whole })).toBe('');
    expect(choiceText({ reply, outcome: { status: 'running' } })).toBe('');
  });
});
