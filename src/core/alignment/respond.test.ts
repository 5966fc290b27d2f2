import { describe, expect, it } from 'vitest';
import { buildConversation, buildDocument } from '../../testing/builders';
import { compose } from '../conversation/compose';
import { respondRequest } from './respond';

describe('running a prompt', () => {
  it('tells nothing of values of variables that the prompt has no more', () => {
    const values = { item: 'an empty jam jar', audience: 'teachers', blank: ' ' };
    const document = buildDocument({ preamble: 'Give three tips for {audience}.' });
    const composed = compose(document, [{ input: { values, message: null }, candidates: [] }]);
    if (!composed.ok) throw new Error('The prompt lacks a value.');

    const request = respondRequest({ composed: composed.value, settings: {} });

    expect(request.subject).toMatchObject({ values: { audience: 'teachers' } });
    expect(JSON.stringify(request)).not.toContain('jam jar');
  });

  it('in a conversation hands on what was said, to the model and to whoever answers from the subject', () => {
    const path = buildConversation([
      ['a', null],
      ['b', 'a'],
    ]);
    const composed = compose(buildDocument(), path);
    if (!composed.ok) throw new Error('The prompt lacks a value.');
    const { prompt, subject } = respondRequest({ composed: composed.value, settings: {} });
    expect(prompt.system).toBe('Give three uses for a spoon.');
    expect(prompt.turns.map(({ role }) => role)).toEqual(['user', 'model', 'user']);
    expect(subject).toEqual({
      instruction: 'Give three uses for a spoon.',
      principles: [],
      values: { item: 'a spoon' },
      conversation: prompt.turns,
    });
    const named = respondRequest({ composed: composed.value, settings: {}, botName: ' Mila ' });
    expect(named.subject).toMatchObject({ bot: { name: 'Mila' } });
    expect(named.prompt).toEqual(prompt);
  });
});
