import { comparisonTask } from '../../instructions/compare-answers';
import type { Compared, Improved, MadeRow, RowEdit, TextTurn } from '../run/made-row';
import { agreementOf, decisionOf } from '../run/outcome';
import type { TuningRun } from '../run/tuning-work';
import { comparisonSubject } from './stage-prompts';
import { blankConstitution, type ComparisonExample, type RevisionExample } from './tuning-constitution';

export type ExampleOfRow =
  | { readonly kind: 'revision'; readonly example: RevisionExample }
  | { readonly kind: 'comparison'; readonly example: ComparisonExample };

interface Given {
  /** That made it: its constitution is the one that the numbers of the row count in. */
  readonly run: Pick<TuningRun, 'constitution'>;
  readonly edit?: RowEdit | undefined;
  /** Of the example. */
  readonly id: string;
}

/**
 * What later calls can be shown of a row: the round that is taken away, in the author's words where these stand in place of it; or the two
 * answers of a comparison that was decided, with the reasons of a judge who agrees. Null where the row has nothing to show.
 */
export function exampleOfRow({ made, turns }: MadeRow, given: Given): ExampleOfRow | null {
  switch (made?.kind) {
    case 'improved':
      return ofRevision(made, turns, given);
    case 'compared':
      return ofComparison(made, turns, given);
    case 'failed':
    case undefined:
      return null;
  }
}

function ofRevision(
  { answer, rounds }: Improved,
  turns: readonly TextTurn[],
  { run, edit = {}, id }: Given,
): ExampleOfRow | null {
  const revised = rounds.findLastIndex(({ revision }) => revision !== null);
  const at = edit.round !== undefined && rounds[edit.round - 1]?.revision ? edit.round - 1 : revised;
  const round = rounds[at];
  const pair = round && run.constitution.pairs[round.pair - 1];
  if (round?.revision == null || pair === undefined) return null;
  const before = rounds[at - 1]?.revision ?? answer;
  // The author's own texts stand where they were swapped to.
  const [revision, initial] = edit.isSwapped ? [edit.rejected, edit.chosen] : [edit.chosen, edit.rejected];
  return {
    kind: 'revision',
    example: {
      id,
      input: inputOf(turns),
      initialAnswer: (before === answer ? initial : undefined) ?? before.text,
      critiquePrinciple: pair.critique,
      critique: round.critique.text,
      revisionPrinciple: pair.revision,
      revision: revision ?? round.revision.text,
    },
  };
}

/** A conversation is laid out as it stands in a prompt, since an example has room for one text. */
function inputOf(turns: readonly TextTurn[]): string {
  const [first, ...others] = turns.filter(({ role }) => role !== 'system');
  const rest = others.map(({ role, text }) => `${role === 'user' ? 'Human' : 'Assistant'}: ${text}`);
  return [first?.text ?? '', ...rest].join('\n\n');
}

function ofComparison(made: Compared, turns: readonly TextTurn[], { run, id }: Given): ExampleOfRow | null {
  const { outcome } = decisionOf(made);
  const winner = outcome === 'first-wins' ? 'first' : outcome === 'second-wins' ? 'second' : null;
  const judgement = made.judgements.find((each) => agreementOf(each) === winner);
  const principle = judgement && run.constitution.comparisonPrinciples[judgement.principle - 1];
  if (judgement === undefined || principle === undefined) return null;
  const [first, second] = made.answers;
  const subject = comparisonSubject(blankConstitution, { turns, principle, answers: [first.text, second.text] });
  return {
    kind: 'comparison',
    example: {
      id,
      task: comparisonTask(subject),
      chainOfThought: judgement.forward.reasoning,
      selectedAnswer: winner === 'first' ? '(A)' : '(B)',
    },
  };
}
