import { describe, expect, it } from 'vitest';
import { type Scripts, scriptProblem, scriptsOf, withOpening, withoutScript, withUser } from './scripts';

const none: Scripts = { openings: [], users: [] };
const fixed = { kind: 'fixed', id: 'a', name: ' Prices ', messages: [' What does it cost? ', '  '] } as const;
const played = { kind: 'played', id: 'b', name: 'Visitor', who: 'A visitor.', wants: 'Prices.', turns: 6 } as const;

describe('scripts', () => {
  it('are none in a project that has none', () => {
    expect(scriptsOf({})).toEqual(none);
  });

  it('keep an opening once, at its place, without space around it', () => {
    const once = withOpening(withOpening(none, { id: 'a', text: ' Hello. ' }), { id: 'b', text: 'Good day.' });
    expect(once.openings).toEqual([
      { id: 'a', text: 'Hello.' },
      { id: 'b', text: 'Good day.' },
    ]);
    expect(withOpening(once, { id: 'c', text: 'Hello.' })).toBe(once);
    expect(withOpening(once, { id: 'c', text: ' ' })).toBe(once);
    expect(withOpening(once, { id: 'a', text: 'Hi.' }).openings.map(({ text }) => text)).toEqual(['Hi.', 'Good day.']);
  });

  it('keep the messages that have words, and a user at its place', () => {
    const scripts = withUser(withUser(none, fixed), played);
    expect(scripts.users[0]).toEqual({ ...fixed, name: 'Prices', messages: ['What does it cost?'] });
    expect(withUser(scripts, { ...fixed, name: 'Fees' }).users.map(({ name }) => name)).toEqual(['Fees', 'Visitor']);
  });

  it('lose what is deleted, and nothing else', () => {
    const scripts = withOpening(withUser(withUser(none, fixed), played), { id: 'c', text: 'Hello.' });
    expect(withoutScript(scripts, 'a').users.map(({ id }) => id)).toEqual(['b']);
    expect(withoutScript(scripts, 'c')).toEqual({ ...scripts, openings: [] });
  });

  it.each([
    ['without a name', { ...fixed, name: ' ' }, 'Give it a name.'],
    ['without a message', { ...fixed, messages: [' '] }, 'Write at least one message.'],
    ['played by nobody', { ...played, who: '' }, 'Say who the user is.'],
    ['that wants nothing', { ...played, wants: ' ' }, 'Say what the user wants.'],
    ['of too many messages', { ...played, turns: 21 }, 'A played user says 1 to 20 messages.'],
    ['of half a message', { ...played, turns: 1.5 }, 'A played user says 1 to 20 messages.'],
  ])('are not saved %s', (_, user, problem) => {
    expect(scriptProblem(user)).toBe(problem);
  });
});
