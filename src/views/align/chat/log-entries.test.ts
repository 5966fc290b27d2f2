import { describe, expect, it } from 'vitest';
import { fixedReply } from '../../../core/conversation/chat';
import type { Turn } from '../../../core/conversation/turn';
import { buildCandidate, buildTurn } from '../../../testing/builders';
import { logEntries } from './log-entries';

describe('the log of a conversation', () => {
  it('shows what was said on both sides, but not the cue that lets the bot begin, nor the responses to choose from', () => {
    const turns = [said('a', { isCue: true }), said('b', { text: 'May my dog come?' })];
    const entries = logEntries({ turns, replies: [turns[0]?.candidates[0] ?? null, null], forks: ['', ''] }, []);
    expect(entries.map(({ speaker }) => speaker)).toEqual(['bot', 'user']);
  });

  it('shows an opening of the author’s own, which nobody chooses among', () => {
    const turn = said('a', { isCue: true });
    const fixed = buildCandidate({
      id: 'fixed',
      state: {
        status: 'answered',
        text: 'Good morning.',
        finish: { kind: 'stop', code: fixedReply },
        usage: { inputTokens: 0, outputTokens: 0, thoughtTokens: 0, estimated: false },
        tookMs: 0,
      },
    });
    const entries = logEntries({ turns: [{ ...turn, candidates: [fixed] }], replies: [fixed], forks: [''] }, []);
    expect(entries.map(({ speaker }) => speaker)).toEqual(['bot']);
  });

  it('keeps the entries that did not change, while another turn is being written', () => {
    const [first, second] = [said('a', { text: 'One' }), said('b', { text: 'Two' })];
    const replies = [first.candidates[0] ?? null, null];
    const before = logEntries({ turns: [first, second], replies, forks: ['', '2 of 2'] }, []);
    const written = { ...second, candidates: [buildCandidate({ id: 'new' })] };
    const after = logEntries({ turns: [first, written], replies, forks: ['', '2 of 2'] }, before);
    expect(after).toHaveLength(3);
    for (const [index, entry] of after.entries()) expect(entry).toBe(before[index]);
  });
});

function said(id: string, message: { readonly text?: string; readonly isCue?: true }): Turn {
  const turn = buildTurn({ id, candidates: [buildCandidate({ id: `${id} 1` })] });
  return {
    ...turn,
    input: { ...turn.input, message: { conversationId: 'c', text: '', repliesTo: null, ...message } },
  };
}
