import { describe, expect, it } from 'vitest';
import { practiceModel } from '../model/model-ref';
import { estimateReplay } from './replay-estimate';

const limits = { parallelRequests: 8, requestsPerMinute: 60 };
const gemini = { provider: 'gemini', id: 'g' } as const;
const fixed = {
  kind: 'fixed',
  id: 'u',
  name: 'Prices',
  messages: ['What does it cost?', 'And for children?'],
} as const;
const played = { kind: 'played', id: 'u', name: 'Visitor', who: 'A visitor.', wants: 'Prices.', turns: 6 } as const;
const bot = { system: 'You guide visitors.', model: gemini };
const plan = { user: fixed, bots: [bot], opening: null, player: gemini, limits };

describe('the estimate of a replay', () => {
  it('counts a call for each message, and one for an opening that the bot writes', () => {
    expect(estimateReplay(plan).calls).toBe(3);
    expect(estimateReplay({ ...plan, opening: 'Good morning.' }).calls).toBe(2);
  });

  it('counts both bots, and a played user once', () => {
    expect(estimateReplay({ ...plan, bots: [bot, bot] }).calls).toBe(6);
    expect(estimateReplay({ ...plan, user: played }).calls).toBe(6 + 1 + 6);
    expect(estimateReplay({ ...plan, user: played, bots: [bot, bot] }).calls).toBe(2 * 7 + 6);
  });

  it('grows faster than the number of turns, since each turn reads all before it', () => {
    const tokens = (turns: number) => estimateReplay({ ...plan, user: { ...played, turns } }).tokens;
    expect(tokens(20)).toBeGreaterThan(2.5 * tokens(10));
  });

  it('takes one call after the other', () => {
    const { seconds } = estimateReplay({ ...plan, limits: { parallelRequests: 100, requestsPerMinute: 10_000 } });
    expect(seconds).toBeGreaterThanOrEqual(3 * 4);
    expect(estimateReplay({ ...plan, bots: [{ ...bot, model: practiceModel }] })).not.toHaveProperty('dayShare');
  });
});
