import { listLines, wordsOf } from '../adherence/english';
import type { FeedbackKind } from '../constitution/feedback';
import { withoutEnd } from '../text-ends';

interface Asked {
  readonly kind: FeedbackKind;
  /** The feedback's words; of a rewrite, the corrected response. */
  readonly reason: string;
  readonly response: string;
}

/** What feedback asks of later responses, as a question that one which passes answers with yes. */
export function passQuestion({ kind, reason, response }: Asked): string {
  const said = withoutEnd(reason.trim().replace(/\s+/g, ' '), '.!');
  switch (kind) {
    case 'kudos':
      return `Is it still so: ${said}?`;
    case 'critique':
      return `Is it free of this: ${said}?`;
    case 'rewrite':
      return `Does it do this as the rewrite does: ${rewriteDifference(response, reason)}?`;
  }
}

/** What can be seen of what a rewrite changes, without reading what it says. */
function rewriteDifference(response: string, rewrite: string): string {
  const [had, has] = [wordsOf(response).length, wordsOf(rewrite).length];
  const [points, newPoints] = [listLines(response).length, listLines(rewrite).length];
  const seen = [
    newPoints > 1 && points === 0 && 'use a list',
    newPoints === 0 && points > 1 && 'use running text, not a list',
    newPoints > 0 && points > 0 && newPoints !== points && `give ${newPoints} points`,
    has < had * 0.8 && `be short (about ${has} words)`,
    has > had * 1.25 && `be detailed (about ${has} words)`,
    rewrite.trim().endsWith('?') && !response.trim().endsWith('?') && 'end with a question',
  ].filter((each) => each !== false);
  return seen.length === 0 ? 'say it that way' : seen.join(', ');
}
