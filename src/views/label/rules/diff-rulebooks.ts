import type { LabelRules, Rule, Rulebook } from '../../../core/labeler/rules/rulebook';

/** What became of a label's rules from one rulebook to another. */
export interface LabelDiff {
  readonly label: string;
  /** The later rulebook's rules in their order; a deleted one stands where it stood. */
  readonly rules: readonly RuleDiff[];
  readonly added: number;
  readonly edited: number;
  readonly deleted: number;
}

export type RuleDiff =
  | { readonly kind: 'same' | 'added'; readonly rule: Rule; readonly n: number }
  | { readonly kind: 'edited'; readonly rule: Rule; readonly n: number; readonly was: string }
  /** `n`: its number in the earlier rulebook. */
  | { readonly kind: 'deleted'; readonly rule: Rule; readonly n: number };

/**
 * Labels in the order of the later rulebook, then those that only the earlier one had. Rules are the same by their ids. Numbers count
 * from 1 within the label. With no earlier rulebook every rule is the same.
 */
export function diffRulebooks(before: Rulebook | null, after: Rulebook): readonly LabelDiff[] {
  const known = new Set(after.labels.map(({ label }) => label));
  const gone = (before?.labels ?? [])
    .filter(({ label }) => !known.has(label))
    .map(({ label }) => ({ label, rules: [] }));
  return [...after.labels, ...gone].map((now) =>
    diffLabel(before === null ? now : (before.labels.find(({ label }) => label === now.label) ?? none(now)), now),
  );
}

function diffLabel(before: LabelRules, after: LabelRules): LabelDiff {
  const was = new Map(before.rules.map((rule) => [rule.id, rule]));
  const kept = new Set(after.rules.map(({ id }) => id));
  const rules = after.rules.map((rule, place): RuleDiff => {
    const old = was.get(rule.id);
    const n = place + 1;
    if (old === undefined) return { kind: 'added', rule, n };
    return old.text === rule.text ? { kind: 'same', rule, n } : { kind: 'edited', rule, n, was: old.text };
  });
  before.rules.forEach((rule, place) => {
    if (kept.has(rule.id)) return;
    const neighbour = before.rules.slice(0, place).findLast(({ id }) => kept.has(id));
    const at = neighbour === undefined ? 0 : rules.findIndex((each) => each.rule.id === neighbour.id) + 1;
    const after = rules.slice(at).findIndex(({ kind }) => kind !== 'deleted');
    rules.splice(after < 0 ? rules.length : at + after, 0, { kind: 'deleted', rule, n: place + 1 });
  });
  const count = (kind: RuleDiff['kind']) => rules.filter((rule) => rule.kind === kind).length;
  return { label: after.label, rules, added: count('added'), edited: count('edited'), deleted: count('deleted') };
}

function none({ label }: LabelRules): LabelRules {
  return { label, rules: [] };
}
