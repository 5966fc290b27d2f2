/** A labeler's constitution: the task, and per label the conditions under which a row gets it. */
export interface Rulebook {
  readonly task: string;
  /** Every label of the task, also one without rules; at least two. */
  readonly labels: readonly LabelRules[];
}

export interface LabelRules {
  readonly label: string;
  readonly rules: readonly Rule[];
}

export interface Rule {
  /** Unique in its rulebook; kept when the rule is edited, so that its history can be followed. */
  readonly id: string;
  readonly text: string;
}

/** A change of one rule. `was` is the text before, for the screen. */
export type RuleMutation =
  | { readonly kind: 'add'; readonly label: string; readonly rule: Rule }
  | {
      readonly kind: 'edit';
      readonly label: string;
      readonly ruleId: string;
      readonly was: string;
      readonly text: string;
    }
  | { readonly kind: 'delete'; readonly label: string; readonly ruleId: string; readonly was: string };

/** The rulebook after the change. One whose target is gone leaves it as it is (the same object). */
export function applyRuleMutation(rulebook: Rulebook, mutation: RuleMutation): Rulebook {
  const target = rulebook.labels.find(({ label }) => label === mutation.label);
  if (target === undefined) return rulebook;
  const rules = changedRules(target.rules, mutation);
  if (rules === target.rules) return rulebook;
  return { ...rulebook, labels: rulebook.labels.map((each) => (each === target ? { ...each, rules } : each)) };
}

function changedRules(rules: readonly Rule[], mutation: RuleMutation): readonly Rule[] {
  if (mutation.kind === 'add') return [...rules, mutation.rule];
  if (!rules.some(({ id }) => id === mutation.ruleId)) return rules;
  if (mutation.kind === 'delete') return rules.filter(({ id }) => id !== mutation.ruleId);
  return rules.map((rule) => (rule.id === mutation.ruleId ? { ...rule, text: mutation.text } : rule));
}
