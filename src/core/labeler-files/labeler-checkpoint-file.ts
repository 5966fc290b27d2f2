import * as z from 'zod/mini';
import type { NewId } from '../effects';
import type { Rule, Rulebook } from '../labeler/rules/rulebook';

/**
 * A checkpoint of the labeler of PAIR's `model-alignment`, its fields written as JSON: a list of attributes, which are our rules.
 * Of the labeler around it (task, inputs, label values) a file may have the constructor's arguments beside them.
 * Source: src/model_alignment/labeler_types.py and labeler.py of that repository.
 */
const attribute = z.object({ id: z.string(), value: z.string(), label: z.string() });

export const checkpointFileSchema = z.object({
  attributes: z.array(attribute),
  task_description: z.optional(z.nullable(z.string())),
  input_names: z.optional(z.nullable(z.array(z.string()))),
  label_values: z.optional(z.nullable(z.array(z.string()))),
});

export type CheckpointFile = z.output<typeof checkpointFileSchema>;

export interface ConvertedCheckpoint {
  readonly rulebook: Rulebook;
  readonly inputs: readonly string[];
  /** What was left out or decided, in words. */
  readonly notes: readonly string[];
}

/** Labels in order of first appearance. A rule keeps its id, unless another one has it. */
export function fromCheckpoint(file: CheckpointFile, newId: NewId): ConvertedCheckpoint {
  const labels = [...new Set([...(file.label_values ?? []), ...file.attributes.map(({ label }) => label)])];
  const kept = file.attributes
    .map((each) => ({ ...each, value: each.value.trim() }))
    .filter(({ value }) => value !== '');
  const taken = new Set<string>();
  const rules = kept.map(({ id, value, label }): { readonly label: string; readonly rule: Rule } => {
    const own = id === '' || taken.has(id) ? newId() : id;
    taken.add(own);
    return { label, rule: { id: own, text: value } };
  });
  const task = file.task_description ?? '';
  const empty = file.attributes.length - kept.length;
  const unknown = Object.keys(file).filter((key) => !Object.hasOwn(checkpointFileSchema.shape, key));
  return {
    rulebook: {
      task,
      labels: labels.map((label) => ({
        label,
        rules: rules.filter((each) => each.label === label).map(({ rule }) => rule),
      })),
    },
    inputs: [...new Set(file.input_names ?? [])].filter((name) => name.trim() !== ''),
    notes: [
      ...(task.trim() === ''
        ? ['The file does not say what is labeled: its rules are used without a task description.']
        : []),
      ...(empty > 0 ? [`Left out: ${empty === 1 ? '1 empty rule' : `${empty} empty rules`}.`] : []),
      ...(unknown.length > 0 ? [`Left out, because unknown: ${unknown.join(', ')}.`] : []),
    ],
  };
}
