import type { TrainingExample } from '../../dataset/example';
import { firstRuleInstruction } from '../../instructions/first-rule';
import type { FirstRuleSubject } from '../../instructions/task';
import { deriveSeed } from '../../random';
import { truncateFields } from '../prediction/truncate-words';
import type { LabelRules, Rulebook } from '../rules/rulebook';
import type { Rejected } from '../run/labeler-run';
import type { LabelerDeps, LabelerInput } from './labeler-training';
import { refusalWords } from './refusal-words';
import { askTrainModel } from './train-call';

export interface FirstRules {
  readonly rulebook: Rulebook;
  readonly rejected: readonly Rejected[];
}

/**
 * A rule per label, each written from some of its rows in view of the other labels' rows; all labels at once. A label whose rule could
 * not be had begins without one. `training` is in the order of the run's seed.
 */
export async function writeFirstRules(input: LabelerInput, deps: LabelerDeps): Promise<FirstRules> {
  const { task, labels, training, hyperparameters } = input;
  const examples = labels.map((label) => ({
    label,
    chosen: training.filter((row) => row.label === label).slice(0, hyperparameters.examplesPerFirstRule),
  }));
  const shown = examples.map(({ label, chosen }) => ({
    label,
    rows: chosen.map(({ fields }) => truncateFields(fields, hyperparameters.truncateWords)),
  }));
  const written = await Promise.all(
    examples.map(({ label, chosen }, index) =>
      writeFirstRule(
        { subject: { task, label, examples: shown }, chosen, id: `${input.key}-0-${index + 1}`, input },
        deps,
      ),
    ),
  );
  return {
    rulebook: { task, labels: written.map(({ rules }) => rules) },
    rejected: written.flatMap(({ rejected }) => rejected),
  };
}

interface Wanted {
  readonly subject: FirstRuleSubject;
  /** The rows that the rule is written from, whole. */
  readonly chosen: readonly TrainingExample[];
  /** Of the rule. */
  readonly id: string;
  readonly input: LabelerInput;
}

interface Written {
  readonly rules: LabelRules;
  readonly rejected: readonly Rejected[];
}

/** Asks a second time for a rule that repeats a row, saying so; one that repeats a row again is not taken. */
async function writeFirstRule({ subject, chosen, id, input }: Wanted, deps: LabelerDeps): Promise<Written> {
  const { label } = subject;
  const rejected: Rejected[] = [];
  while (rejected.length < 2) {
    const reply = await askTrainModel(firstRuleInstruction, withRefused(subject, rejected), {
      model: deps.trainModel,
      settings: {
        temperature: input.hyperparameters.trainTemperature,
        seed: deriveSeed(input.hyperparameters.seed, input.key, 'first-rule', label, rejected.length),
      },
      signal: deps.signal,
      onUnusable: deps.onUnusable,
    });
    if (!reply.ok) break;
    const refusal = quotedRow({ label, text: reply.value }, chosen, deps);
    if (refusal === null) return { rules: { label, rules: [{ id, text: reply.value }] }, rejected };
    rejected.push(refusal);
  }
  return { rules: { label, rules: [] }, rejected };
}

function withRefused(subject: FirstRuleSubject, rejected: readonly Rejected[]): FirstRuleSubject {
  if (rejected.length === 0) return subject;
  return { ...subject, refused: rejected.map(({ text, reason }) => ({ text, why: refusalWords(reason) })) };
}

function quotedRow(
  { label, text }: { readonly label: string; readonly text: string },
  rows: readonly TrainingExample[],
  { guard }: LabelerDeps,
): Rejected | null {
  for (const { fields, row } of rows) {
    const shared = guard.sharedWith(text, fields);
    if (shared !== null) return { text, label, row, reason: { kind: 'quotes-row', shared } };
  }
  return null;
}
