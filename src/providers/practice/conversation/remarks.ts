import { messageStems } from '../../../core/adherence/condition';
import { sentencesOf } from '../../../core/adherence/english';
import { contentWords } from '../../../core/constitution/content-words';
import type { Rationale } from '../../../core/instructions/suggest-rationales';
import type { RationalesSubject } from '../../../core/instructions/task';
import { textOf } from '../../../core/model/model-prompt';
import { messagesOf } from './question';

/** Something that can be seen in a response, in the words of an author, and the principle that it amounts to. */
export interface Remark extends Rationale {
  readonly principle: string;
}

/** What can be said of a response because of what was said before it; nothing where a prompt was run by itself. */
export function conversationRemarks({
  kind,
  response,
  conversation = [],
}: Pick<RationalesSubject, 'kind' | 'response' | 'conversation'>): readonly Remark[] {
  if (conversation.length === 0) return [];
  const messages = messagesOf(conversation);
  const [last = ''] = messages.slice(-1);
  const said = new Set(conversation.flatMap(({ role, parts }) => (role === 'model' ? sentencesOf(textOf(parts)) : [])));
  const again = sentencesOf(response).find((sentence) => said.has(sentence));
  const answered = new Set(messageStems(response));
  const about = [...contentWords(last)].find(([, word]) => messageStems(word).some((stem) => answered.has(stem)))?.[1];
  const knowsNothing = saysNothing.test(response);
  const rows = kind === 'critique' ? objections : praise;
  return rows({ isOpening: messages.length === 0, again, about, knowsNothing, response });
}

interface Sights {
  readonly isOpening: boolean;
  /** A sentence that was said before. */
  readonly again: string | undefined;
  /** A word of the question that the response takes up. */
  readonly about: string | undefined;
  readonly knowsNothing: boolean;
  readonly response: string;
}

const saysNothing =
  /\b(?:know nothing about|told me anything about|says nothing about|that I do not know|description does not say)\b/i;

function objections({ isOpening, again, knowsNothing, response }: Sights): readonly Remark[] {
  const remarks: (Remark | false)[] = [
    knowsNothing && {
      aspect: 'content',
      text: 'It does not know, and leaves me with that.',
      principle: 'When you do not know the answer, say where else to ask.',
    },
    again !== undefined && {
      aspect: 'structure',
      text: 'It says once more what it has said before.',
      principle: 'Do not repeat what was said earlier in the conversation.',
    },
    !response.includes('?') && {
      aspect: 'audience',
      text: isOpening
        ? 'It greets me and does not ask what I came for.'
        : 'It answers and lets the conversation end there.',
      principle: 'End with a question.',
    },
  ];
  return remarks.filter((remark) => remark !== false);
}

function praise({ isOpening, about, knowsNothing, response }: Sights): readonly Remark[] {
  const remarks: (Remark | false)[] = [
    isOpening &&
      /\bI am\b/.test(response) && {
        aspect: 'content',
        text: 'It says who it is before I have to ask.',
        principle: 'When the conversation begins, say who you are.',
      },
    knowsNothing && {
      aspect: 'accuracy',
      text: 'It says openly that it does not know.',
      principle: 'When you do not know the answer, say so.',
    },
    about !== undefined &&
      !knowsNothing && {
        aspect: 'content',
        text: `I asked about "${about}", and that is what it speaks of.`,
        principle: 'Answer what was asked before anything else.',
      },
  ];
  return remarks.filter((remark) => remark !== false);
}
