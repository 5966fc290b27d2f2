import { merged, read } from '../../core/adherence/rules';
import type { RespondSubject } from '../../core/instructions/task';
import { contentOf, maskValues } from './content';
import { replyInConversation } from './conversation/reply';
import { laidOut } from './layout';
import { outsideReply } from './outside';

/** Answers from the author's own words, as the rules ask for. `turn` tells candidates apart. */
export function respond(subject: RespondSubject, turn: number): string {
  const { instruction, principles, values, conversation } = subject;
  if (conversation !== undefined) return replyInConversation({ ...subject, conversation }, turn);
  const content = contentOf(subject, turn);
  if (content === null) return outsideReply(subject);
  const plan = merged([maskValues(instruction, values), ...principles].map(read));
  return laidOut({ plan, content, values, turn });
}

/** Whether the rules know nothing of what is asked for. A bot that knows nothing of it says so itself. */
export function isOutside(subject: RespondSubject): boolean {
  return subject.conversation === undefined && contentOf(subject, 0) === null;
}
