import { describe, expect, it } from 'vitest';
import { buildCandidate, buildTurn } from '../../../testing/builders';
import { openStudio } from '../../../testing/open-studio';
import { repliesToName, stateWords, whyNoSend } from './chat-state';

const failed = buildCandidate({
  id: 'failed',
  state: { status: 'failed', error: { kind: 'empty', code: 'X', message: 'No.', partialText: '' } },
});
const stopped = buildCandidate({ id: 'stopped', state: { status: 'cancelled', text: 'Dogs are' } });
const streaming = buildCandidate({ id: 'streaming', state: { status: 'streaming', text: 'Dogs' } });

describe('the line over a conversation', () => {
  it.each([
    [[streaming, stopped], null, 'Turn 5 · being written'],
    [[failed, stopped], null, 'Turn 5 · pick a reply to go on'],
    [[failed, stopped], 'stopped', 'Turn 5 · Response 2 selected'],
    [[failed], null, 'Turn 5 · no reply came'],
  ])('says what %# are waiting for', (candidates, chosenId, words) => {
    expect(stateWords(buildTurn({ n: 5, candidates, chosenId }))).toBe(words);
  });
});

describe('what a message replies to', () => {
  it('is the first response that has words where none is selected', () => {
    expect(repliesToName(buildTurn({ candidates: [failed, stopped] }), 'Desk')).toBe('Response 2');
  });

  it('is nothing where no response has any', () => {
    expect(repliesToName(buildTurn({ candidates: [failed] }), 'Desk')).toBeNull();
  });
});

describe('a message that cannot be sent', () => {
  it.each([
    ['', '', 'Describe the bot first.'],
    ['  \n ', 'Hello', 'Describe the bot first.'],
    ['You are Desk.', '', 'Write a message first.'],
    ['You are Desk.', ' \n ', 'There are only spaces. Write a message first.'],
    ['You are Desk.', 'Hello', undefined],
  ])('says why: description %j, message %j', async (description, message, reason) => {
    const { state, actions } = await openStudio();
    actions.align.setMode('chat');
    actions.align.setPreamble(description);
    actions.align.setMessage(message);
    expect(whyNoSend(state(), null)).toBe(reason);
  });
});
