import { describe, expect, it } from 'vitest';
import { buildDocument } from '../../testing/builders';
import { estimateTokens } from '../calls/estimate-tokens';
import type { GivenVerdict } from '../conversation/candidate';
import { composeSaid } from '../conversation/compose';
import { type PromptTurn, promptText } from '../model/model-prompt';
import { rewriteRequest } from './rewrite';

const broken: GivenVerdict = {
  principleId: 'p1',
  wording: 'Be brief.',
  judge: 'practice',
  verdict: 'not-followed',
  answers: [{ question: 'Is it brief?', answer: 'no', quote: '' }],
};

describe('a rewrite of the last of a long conversation', () => {
  it('leaves out further exchanges where the model has no room for what is asked, never the opening or the message', () => {
    const whole = textOfRewrite(null);
    const cut = textOfRewrite(4096);
    expect(estimateTokens(whole)).toBeGreaterThan(4096);
    expect(estimateTokens(cut)).toBeLessThan(4096);
    for (const there of ['Begin the conversation.', 'Welcome!', 'And on Sundays?', 'My reply.', 'Is it brief?'])
      expect(cut).toContain(there);
    expect(cut).not.toContain('Ask 0:');
    expect(cut).toContain('Ask 29:');
  });
});

function textOfRewrite(contextTokens: number | null): string {
  const turn = (role: PromptTurn['role'], text: string): PromptTurn => ({ role, parts: [{ type: 'text', text }] });
  const said = [
    turn('user', 'Begin the conversation.'),
    turn('model', 'Welcome!'),
    ...Array.from({ length: 30 }, (_, n) => [
      turn('user', `Ask ${n}: ${'word '.repeat(80)}`),
      turn('model', `Reply ${n}: ${'word '.repeat(80)}`),
    ]).flat(),
    turn('user', 'And on Sundays?'),
  ];
  const composed = composeSaid(buildDocument({ preamble: 'You guide visitors.' }), { values: {}, said });
  if (!composed.ok) throw new Error('Expected no value to be missing.');
  const request = rewriteRequest({
    composed: composed.value,
    response: 'My reply.',
    verdicts: [broken],
    settings: {},
    botName: '',
    candidate: 1,
    contextTokens,
  });
  return request === null ? '' : promptText(request.prompt);
}
