import { blankAdherence } from '../core/adherence/wording-checks';
import { blankRegression } from '../core/cases/case';
import type { Principle, Source } from '../core/constitution/principle';
import type { Candidate } from '../core/conversation/candidate';
import { blankChat } from '../core/conversation/chat';
import type { Turn } from '../core/conversation/turn';
import type { LabelCounts } from '../core/dataset/mapping';
import type { ColumnSummary } from '../core/dataset/table';
import type { Rulebook } from '../core/labeler/rules/rulebook';
import { practiceModel } from '../core/model/model-ref';
import { emptyDrafts, type Project } from '../core/project/project';
import type { PromptDocument } from '../core/prompt/prompt-document';

/** Builders for what does not matter to a test; say what matters in the argument. */

export const someInstant = '2026-01-02T03:04:05.000Z';

export const authorSource: Source = { by: 'author', at: someInstant };

/** Ids `p1`, `p2`, … (or with another prefix), in order. */
export function countingIds(prefix = 'id'): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}${count}`;
  };
}

export function buildPrinciple(given: Partial<Principle> = {}): Principle {
  return { id: 'p1', text: 'Be brief.', status: 'on', sources: [authorSource], ...given };
}

/** Principles that are on, with ids `p1`, `p2`, … in order. */
export function buildConstitution(...texts: readonly string[]): readonly Principle[] {
  return texts.map((text, index) => buildPrinciple({ id: `p${index + 1}`, text }));
}

export function feedbackSource(
  given: Partial<Extract<Source, { by: 'feedback' }>> = {},
): Extract<Source, { by: 'feedback' }> {
  return {
    by: 'feedback',
    at: someInstant,
    feedback: { kind: 'critique', text: 'Too long.' },
    run: { id: 'run1', n: 1, candidateId: 'c1', candidate: 0 },
    response: 'A spoon can stir, dig and ring a bell.',
    model: practiceModel,
    ...given,
  };
}

export function buildDocument(given: Partial<PromptDocument> = {}): PromptDocument {
  return { preamble: 'Give three uses for {item}.', fold: null, principles: [], ...given };
}

export function buildCandidate(given: Partial<Candidate> = {}): Candidate {
  return {
    id: 'c1',
    state: {
      status: 'answered',
      text: 'A spoon can stir, dig and ring a bell.',
      finish: { kind: 'stop', code: 'STOP' },
      usage: { inputTokens: 12, outputTokens: 9, thoughtTokens: 0, estimated: false },
      tookMs: 120,
    },
    feedback: [],
    ...given,
  };
}

export function buildTurn(given: Partial<Turn> = {}): Turn {
  return {
    id: 'run1',
    n: 1,
    at: someInstant,
    parentId: null,
    revisionId: null,
    input: { values: { item: 'a spoon' }, prompt: 'Give three uses for a spoon.', message: null },
    model: practiceModel,
    settings: {},
    candidates: [buildCandidate()],
    chosenId: null,
    ...given,
  };
}

/** A project whose history starts at its prompt. */
export function buildProject(given: Partial<Project> = {}): Project {
  const prompt = given.prompt ?? buildDocument();
  return {
    id: 'project1',
    name: 'Creative uses',
    createdAt: someInstant,
    updatedAt: someInstant,
    prompt,
    history: { base: prompt, revisions: [], head: null },
    inputs: { values: { item: 'a spoon' }, sets: [] },
    sampling: {},
    mode: 'single',
    turns: [],
    chat: blankChat,
    currentTurnId: null,
    drafts: emptyDrafts,
    regression: blankRegression,
    adherence: blankAdherence,
    keptPairs: [],
    labeler: null,
    tuning: null,
    playground: null,
    ...given,
  };
}

/** One conversation: each turn with what it goes on from. In turn `a` the user has said "Said in a.", and the one reply is "Reply in a.". */
export function buildConversation(links: readonly (readonly [id: string, parentId: string | null])[]): readonly Turn[] {
  return links.map(([id, parentId], index) =>
    buildTurn({
      id,
      n: index + 1,
      parentId,
      input: {
        values: { item: 'a spoon' },
        prompt: 'Give three uses for a spoon.',
        message: {
          conversationId: 'talk',
          text: `Said in ${id}.`,
          repliesTo: parentId === null ? null : `${parentId}-reply`,
        },
      },
      candidates: [buildCandidate({ id: `${id}-reply`, state: { status: 'cancelled', text: `Reply in ${id}.` } })],
    }),
  );
}

/** Rows in which nothing is odd. */
export function buildLabelCounts(given: Partial<LabelCounts> = {}): LabelCounts {
  const none = { unlabelled: 0, blank: 0, notNumbers: 0, duplicates: 0, contradictions: 0 };
  return { labels: [], variants: [], ...none, ...given };
}

/** A column of words, as the summary of a table tells of it: how often each of its values occurs. */
export function wordColumn(
  name: string,
  counts: Readonly<Record<string, number>>,
  given: Partial<ColumnSummary> = {},
): ColumnSummary {
  const values = Object.entries(counts).map(([value, count]) => ({ value, count }));
  return { name, blank: 0, values, numbers: null, meanWords: 1, ...given };
}

/** Rules by their label; each has its label's first letter and its place as id: `y1`, `y2`, `n1`. */
export function buildRulebook(rules: Readonly<Record<string, readonly string[]>>, task = 'Sort.'): Rulebook {
  const labels = Object.entries(rules).map(([label, texts]) => ({
    label,
    rules: texts.map((text, index) => ({ id: `${label.charAt(0)}${index + 1}`, text })),
  }));
  return { task, labels };
}
