import type { Constitution } from '../constitution/principle';
import { candidateText, type GivenFeedback } from '../conversation/candidate';
import { allSaidBefore } from '../conversation/compose';
import type { Turn } from '../conversation/turn';
import type { Instant } from '../effects';
import { textOf } from '../model/model-prompt';
import type { Case } from './case';
import { passQuestion } from './pass-question';

interface Pinned {
  readonly id: string;
  readonly at: Instant;
  /** From the root to the turn whose response it is; it is copied, so that the turns may be deleted. */
  readonly path: readonly Turn[];
  readonly candidateId: string;
  readonly given: GivenFeedback;
  readonly constitution: Constitution;
}

/** Feedback on a response as a case; null where its words were not kept. */
export function pinnedCase({ id, at, path, candidateId, given, constitution }: Pinned): Case | null {
  const turn = path.at(-1);
  const candidate = turn?.candidates.find((one) => one.id === candidateId);
  const reason = feedbackText(candidateId, { given, constitution });
  if (turn === undefined || candidate === undefined || reason === null) return null;
  const { kind } = given;
  const response = responseText(candidateId, { given, constitution }) ?? candidateText(candidate.state);
  const conversation = allSaidBefore(path).map(({ role, parts }) => ({ role, text: textOf(parts) }));
  return {
    id,
    at,
    from: { turnId: turn.id, candidateId, n: turn.n, feedbackAt: given.at },
    input: { values: turn.input.values, ...(conversation.length === 0 ? {} : { conversation }) },
    response,
    kind,
    reason,
    question: passQuestion({ kind, reason, response }),
    results: [],
  };
}

interface Given {
  readonly given: GivenFeedback;
  readonly constitution: Constitution;
}

/** The words of feedback: kept with it, or with the principle that it became; null where neither has them any more. */
function feedbackText(candidateId: string, { given, constitution }: Given): string | null {
  return given.text ?? sourceOf(candidateId, { given, constitution })?.feedback.text ?? null;
}

/** What it was said of: the response may have been written again since. */
function responseText(candidateId: string, about: Given): string | null {
  return sourceOf(candidateId, about)?.response ?? null;
}

function sourceOf(candidateId: string, { given, constitution }: Given) {
  const sources = constitution.find(({ id }) => id === given.became)?.sources ?? [];
  for (const source of sources) {
    if (source.by === 'feedback' && source.run.candidateId === candidateId && source.at === given.at) return source;
  }
  return null;
}

/** What a case is called: what was asked in it. */
export function caseName({ input: { values, conversation } }: Pick<Case, 'input'>): string {
  const last = conversation?.at(-1)?.text;
  const words =
    last ??
    Object.values(values)
      .filter((value) => value.trim() !== '')
      .join(', ');
  return words.trim().replace(/\s+/g, ' ').slice(0, 120);
}
