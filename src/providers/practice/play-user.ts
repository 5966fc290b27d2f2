import { asSentence, sentencesOf, uncapitalise } from '../../core/adherence/english';
import { openingCue } from '../../core/conversation/chat';
import type { PlayedMessage } from '../../core/instructions/play-user';
import type { PlayUserSubject } from '../../core/instructions/task';
import { textOf } from '../../core/model/model-prompt';
import { withoutEnd } from '../../core/text-ends';

/**
 * Asks about what the wish mentions, one after the other, and leaves when nothing is left: what was asked already is asked no second time,
 * so that it goes on where it stopped.
 */
export function playUser({ wants, conversation, left }: PlayUserSubject): PlayedMessage {
  const said = new Set(conversation.flatMap(({ role, parts }) => (role === 'user' ? [textOf(parts)] : [])));
  said.delete(openingCue);
  const questions = [...new Set(wishesIn(wants).map(asked))].filter((question) => !said.has(question));
  const [message = ''] = questions;
  return { message, done: questions.length <= 1 || left <= 1 };
}

/** "To know the opening hours and whether dogs may come" are two. */
function wishesIn(wants: string): readonly string[] {
  return sentencesOf(wants)
    .flatMap((sentence) => withoutEnd(sentence.replace(/\s+/g, ' '), '.!').split(between))
    .map((part) => part.replace(lead, '').trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
}

const between = /(?<=\?) |[,;] (?:and |or |then )?| (?:and|then) /i;

const lead =
  /^(?:(?:and|then|also|he|she|they|it|i|the (?:user|visitor|customer|caller)|we)\s+)*(?:(?:would like|wants?|needs?|wishes|tries|asks?|likes?) )?(?:to )?(?:(?:know|learn|find out|hear|see|ask|be told|understand|get) )?(?:more )?(?:about |for )?(?=\S)/i;

function asked(wish: string): string {
  if (wish.endsWith('?')) return asSentence(wish);
  const isClause = /^(?:whether|if|how|what|when|where|which|who|why)\b/i.test(wish);
  return isClause ? `Can you tell me ${uncapitalise(wish)}?` : `What can you tell me about ${uncapitalise(wish)}?`;
}
