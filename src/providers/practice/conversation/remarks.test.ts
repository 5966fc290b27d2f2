import { describe, expect, it } from 'vitest';
import { conditionIn } from '../../../core/constitution/read-condition';
import { openingCue } from '../../../core/conversation/chat';
import type { RationalesSubject } from '../../../core/instructions/task';
import type { PromptTurn } from '../../../core/model/model-prompt';
import { proposeMutation } from '../propose';
import { suggestRationales } from '../rationales';

const prompt = 'You are Mila. A ticket costs 12 euros.';
const opened: readonly PromptTurn[] = [said('user', openingCue)];
const asked: readonly PromptTurn[] = [
  ...opened,
  said('model', 'Hello. I am Mila.'),
  said('user', 'How much is a ticket?'),
];

function said(role: PromptTurn['role'], text: string): PromptTurn {
  return { role, parts: [{ type: 'text', text }] };
}

function rationales(
  kind: RationalesSubject['kind'],
  {
    conversation,
    response,
    principles = [],
  }: Pick<RationalesSubject, 'conversation' | 'response'> & { principles?: readonly string[] },
) {
  return suggestRationales({ kind, prompt, response, principles, ...(conversation && { conversation }) });
}

describe('Remarks on what a bot says', () => {
  it('look at what was said before it', () => {
    const texts = (kind: RationalesSubject['kind'], conversation: readonly PromptTurn[], response: string) =>
      rationales(kind, { conversation, response }).map(({ text }) => text);
    expect(texts('kudos', opened, 'Hello. I am Mila.')).toContain('It says who it is before I have to ask.');
    expect(texts('kudos', asked, 'A ticket costs 12 euros.')).toContain(
      'I asked about "ticket", and that is what it speaks of.',
    );
    expect(texts('critique', asked, 'Hello. I am Mila.')).toContain('It says once more what it has said before.');
    expect(texts('critique', asked, 'I know nothing about "ticket".')).toContain(
      'It does not know, and leaves me with that.',
    );
    expect(texts('critique', opened, 'Hello. I am Mila.')).toContain('It greets me and does not ask what I came for.');
  });

  it('are three, of different kinds', () => {
    for (const kind of ['kudos', 'critique'] as const) {
      const found = rationales(kind, { conversation: asked, response: 'A ticket costs 12 euros.' });
      expect(new Set(found.map(({ aspect }) => aspect)).size).toBe(3);
    }
  });

  it('hold a response to a principle with a condition where that is met', () => {
    const principles = ['When the user asks for prices, use bullets.'];
    const response = 'A ticket costs 12 euros.';
    const [first] = rationales('critique', { conversation: asked, response, principles });
    expect(first?.text).toBe('I asked for "use bullets", and it is a paragraph, not a list with bullets.');
    const [other] = rationales('critique', { conversation: opened, response, principles });
    expect(other?.text).not.toContain('bullets');
  });

  it('become the principle that they stand for, which says when it holds', () => {
    const remark = (text: string, kind: 'kudos' | 'critique', response: string, conversation = asked) =>
      proposeMutation({ preamble: prompt, prompt, principles: [], response, conversation, feedback: { kind, text } })
        .text;
    const nothing = remark('It does not know, and leaves me with that.', 'critique', 'I know nothing about "ticket".');
    expect(conditionIn(nothing)?.when).toEqual({ scope: 'turn', trigger: 'When you do not know the answer' });
    expect(remark('It says who it is before I have to ask.', 'kudos', 'Hello. I am Mila.', opened)).toBe(
      'When the conversation begins, say who you are.',
    );
  });

  it('are those of a single prompt where there is no conversation', () => {
    const texts = rationales('critique', { response: 'A ticket costs 12 euros.' }).map(({ text }) => text);
    expect(texts.join(' ')).not.toMatch(/conversation end|said before/);
  });
});
