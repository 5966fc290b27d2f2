import type { FeedbackKind } from '../../../core/constitution/feedback';
import type { Principle, Source } from '../../../core/constitution/principle';
import type { IconName } from '../../ui/icon-paths';

export interface Origin {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: 'plain' | FeedbackKind;
}

export const feedbackNames: Readonly<Record<FeedbackKind, string>> = {
  kudos: 'Kudos',
  critique: 'Critique',
  rewrite: 'Rewrite',
};

/** What a principle's chip says: who gave it the words that it has now. */
export function originOf(principle: Principle): Origin {
  const latest = principle.sources.at(-1);
  return latest === undefined ? writtenByYou : sourceOrigin(latest);
}

export function sourceOrigin(source: Source): Origin {
  switch (source.by) {
    case 'author':
      return writtenByYou;
    case 'feedback': {
      const { kind } = source.feedback;
      return { label: `${feedbackNames[kind]} · ${placeWords(source.run)}`, icon: kind, tone: kind };
    }
    case 'import':
      return { label: 'Imported', icon: 'import', tone: 'plain' };
  }
}

/** `run 3`, or in a conversation `turn 5`. */
export function placeWords({ n, turn }: { readonly n: number; readonly turn?: number }): string {
  return turn === undefined ? `run ${n}` : `turn ${turn}`;
}

/** Who spoke where a principle got the words that it has; null where nobody spoke of a response. */
export function speakerWords(principle: Principle): string | null {
  const latest = principle.sources.at(-1);
  if (latest?.by !== 'feedback') return null;
  return latest.speaker === 'end-user' ? 'Said as the end user' : 'Said as the designer';
}

const writtenByYou: Origin = { label: 'Written by you', icon: 'user', tone: 'plain' };
