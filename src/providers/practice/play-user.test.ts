import { describe, expect, it } from 'vitest';
import { openingCue } from '../../core/conversation/chat';
import type { PromptTurn } from '../../core/model/model-prompt';
import { playUser } from './play-user';

const turn = (role: PromptTurn['role'], text: string): PromptTurn => ({ role, parts: [{ type: 'text', text }] });

function everythingSaid(wants: string, left = 20): readonly string[] {
  const conversation: PromptTurn[] = [turn('user', openingCue), turn('model', 'Welcome.')];
  const said: string[] = [];
  for (let n = left; n > 0; n -= 1) {
    const { message, done } = playUser({ who: 'A visitor.', wants, conversation, left: n });
    if (message !== '') said.push(message);
    if (done) return said;
    conversation.push(turn('user', message), turn('model', 'I know.'));
  }
  return [...said, 'never done'];
}

describe('the user that the practice model plays', () => {
  it('asks in turn about what the wish mentions, and is done when nothing is left', () => {
    expect(
      everythingSaid('Wants to know the opening hours, whether dogs may come and how much a ticket costs.'),
    ).toEqual([
      'What can you tell me about the opening hours?',
      'Can you tell me whether dogs may come?',
      'Can you tell me how much a ticket costs?',
    ]);
  });

  it('asks a question of the wish as it stands, and none twice', () => {
    expect(everythingSaid('Is there a café? Is there a café? The café.')).toEqual([
      'Is there a café?',
      'What can you tell me about the café?',
    ]);
  });

  it('is done at its last message', () => {
    const subject = { who: '', wants: 'Prices and hours.', conversation: [], left: 1 };
    expect(playUser(subject)).toEqual({ message: 'What can you tell me about prices?', done: true });
  });

  it('leaves at once where the wish has no words', () => {
    expect(everythingSaid(' … ')).toEqual([]);
  });
});
