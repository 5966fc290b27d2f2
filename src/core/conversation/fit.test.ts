import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCandidate, buildConversation, buildDocument } from '../../testing/builders';
import { estimateTokens } from '../calls/estimate-tokens';
import { promptText } from '../model/model-prompt';
import { compose } from './compose';
import { type Fit, fitConversation } from './fit';
import type { PathTurn, Turn } from './turn';

const local = 4096;
const system = 'You are Mila, a guide in the clock museum.';

/** A conversation along one path: an opening, then exchanges of about so many words a side. */
function talk(exchanges: number, words: number, message = 'And on Sundays?'): readonly Turn[] {
  const ids = Array.from({ length: exchanges + 2 }, (_, index) => `t${index}`);
  const turns = buildConversation(ids.map((id, index) => [id, index === 0 ? null : `t${index - 1}`]));
  return turns.map((turn, index) => {
    const isLast = index === turns.length - 1;
    const text = isLast ? message : index === 0 ? 'Begin the conversation.' : `${turn.id} ${'word '.repeat(words)}`;
    const said = turn.input.message;
    if (said === null) throw new Error('Expected a conversation.');
    return {
      ...turn,
      input: { ...turn.input, message: { ...said, text, ...(index === 0 ? { isCue: true as const } : {}) } },
      candidates: isLast
        ? []
        : [
            buildCandidate({
              id: `${turn.id}-reply`,
              state: { status: 'cancelled', text: `${turn.id} ${'reply '.repeat(words)}` },
            }),
          ],
    };
  });
}

function tried(path: readonly PathTurn[], contextTokens: number | null = local, maxOutputTokens?: number) {
  return fitConversation({
    system,
    path,
    contextTokens,
    settings: maxOutputTokens === undefined ? {} : { maxOutputTokens },
  });
}

function fitting(path: readonly PathTurn[], contextTokens: number | null = local, maxOutputTokens?: number): Fit {
  const result = tried(path, contextTokens, maxOutputTokens);
  if (!result.ok) throw new Error(`Expected it to fit, but the ${result.error.what} does not.`);
  return result.value;
}

/** What is sent when that many are left out. */
function sent(path: readonly Turn[], leftOut: number): string {
  const asked = path.map((turn, index) =>
    index === path.length - 1 ? { ...turn, input: { ...turn.input, leftOut } } : turn,
  );
  const composed = compose(buildDocument({ preamble: system }), asked);
  if (!composed.ok) throw new Error('The prompt lacks a value.');
  return promptText(composed.value.prompt);
}

describe('A conversation with a local model of 4,096 tokens', () => {
  it('is sent whole as long as it fits', () => {
    expect(fitting(talk(5, 50))).toMatchObject({ leftOut: 0, from: 1, contextTokens: local });
  });

  it('leaves out whole oldest exchanges, and keeps description, opening, the newest exchanges and the message', () => {
    const path = talk(40, 80);
    const { leftOut, from, tokens } = fitting(path);
    expect(leftOut).toBeGreaterThan(5);
    expect(from).toBe(leftOut + 1);
    const text = sent(path, leftOut);
    expect(text.startsWith(`${system}\n\nBegin the conversation.\n\nt0 reply`)).toBe(true);
    expect(text.endsWith('And on Sundays?')).toBe(true);
    expect(text).not.toContain(`t${leftOut} word`);
    expect(text).not.toContain(`t${leftOut} reply`);
    expect(text).toContain(`t${leftOut + 1} word`);
    expect(estimateTokens(text)).toBeLessThan(tokens);
    expect(tokens).toBeLessThanOrEqual(local - 512);
  });

  it('leaves out no more than it must', () => {
    const path = talk(40, 80);
    const { leftOut } = fitting(path);
    expect(estimateTokens(sent(path, leftOut - 1)) + 40 * 2 * 6).toBeGreaterThan(local - 512);
  });

  it('leaves room for as long an answer as was asked for, but half of the context at most', () => {
    const path = talk(40, 80);
    expect(fitting(path, local, 1500).leftOut).toBeGreaterThan(fitting(path).leftOut);
    expect(fitting(path, local, 2048)).toEqual(fitting(path, local, 100_000));
  });

  it('refuses a description that does not fit by itself, with its tokens and the room there is', () => {
    const result = fitConversation({
      system: 'word '.repeat(6000),
      path: talk(3, 10),
      contextTokens: local,
      settings: {},
    });
    expect(result).toMatchObject({
      ok: false,
      error: { what: 'description', limit: local - 512, contextTokens: local },
    });
    if (!result.ok) expect(result.error.tokens).toBeGreaterThan(4000);
  });

  it('blames the description where there is only the opening to send', () => {
    const path = talk(0, 0).slice(0, 1);
    const exact = fitting(path).tokens;
    const result = fitConversation({
      system,
      path,
      contextTokens: 2 * exact - 2,
      settings: { maxOutputTokens: exact },
    });
    expect(result).toMatchObject({ ok: false, error: { what: 'description', tokens: exact } });
  });

  it('refuses a message of a million characters', () => {
    const result = tried(talk(3, 10, 'word '.repeat(200_000)));
    expect(result).toMatchObject({ ok: false, error: { what: 'message', contextTokens: local } });
    if (!result.ok) expect(result.error.tokens).toBeGreaterThan(100_000);
    if (!result.ok) expect(result.error.limit).toBeLessThan(local - 512);
  });
});

describe('A conversation with a model whose context nobody knows', () => {
  it('is sent whole', () => {
    expect(fitting(talk(300, 100), null)).toMatchObject({ leftOut: 0, contextTokens: null });
  });
});

describe('whatever was said', () => {
  it('what is sent fits, or nothing is left that could be left out', () => {
    const sizes = fc.record({
      exchanges: fc.nat({ max: 30 }),
      words: fc.nat({ max: 200 }),
      context: fc.integer({ min: 64, max: 9000 }),
    });
    fc.assert(
      fc.property(sizes, ({ exchanges, words, context }) => {
        const path = talk(exchanges, words);
        const result = tried(path, context);
        if (!result.ok) {
          expect(result.error.tokens).toBeGreaterThan(result.error.limit);
          return;
        }
        const { leftOut, tokens } = result.value;
        expect(leftOut).toBeLessThanOrEqual(exchanges);
        expect(tokens).toBeLessThan(context);
        expect(estimateTokens(sent(path, leftOut))).toBeLessThanOrEqual(tokens);
      }),
      { numRuns: 50 },
    );
  });
});
