import { describe, expect, it } from 'vitest';
import type { Rulebook } from '../../../core/labeler/rules/rulebook';
import { diffRulebooks, type RuleDiff } from './diff-rulebooks';

const before = rulebook({ Billing: ['b1 A charge.', 'b2 Any price.', 'b3 A refund.'], Bug: ['g1 It fails.'] });

describe('the difference of two rulebooks', () => {
  it('numbers the rules of each label from 1 when nothing changed', () => {
    const [billing, bug] = diffRulebooks(before, before);
    expect(kinds(billing?.rules)).toEqual(['same b1 1', 'same b2 2', 'same b3 3']);
    expect(bug).toMatchObject({ label: 'Bug', added: 0, edited: 0, deleted: 0 });
  });

  it('shows a deleted rule where it stood', () => {
    const after = rulebook({ Billing: ['b1 A charge.', 'b3 A refund.'], Bug: ['g1 It fails.'] });
    const [billing] = diffRulebooks(before, after);
    expect(kinds(billing?.rules)).toEqual(['same b1 1', 'deleted b2 2', 'same b3 2']);
    expect(billing?.deleted).toBe(1);
  });

  it('shows deleted rules in their order, at the beginning and at the end', () => {
    const after = rulebook({ Billing: ['b3 A refund.'], Bug: ['g1 It fails.'] });
    expect(kinds(diffRulebooks(before, after)[0]?.rules)).toEqual(['deleted b1 1', 'deleted b2 2', 'same b3 1']);
    const first = rulebook({ Billing: ['b1 A charge.'], Bug: ['g1 It fails.'] });
    expect(kinds(diffRulebooks(before, first)[0]?.rules)).toEqual(['same b1 1', 'deleted b2 2', 'deleted b3 3']);
  });

  it('knows an edited rule by its id, and what it said', () => {
    const after = rulebook({ Billing: ['b1 A charge or a fee.', 'b2 Any price.', 'b3 A refund.'], Bug: [] });
    const [billing, bug] = diffRulebooks(before, after);
    expect(billing?.rules[0]).toMatchObject({ kind: 'edited', n: 1, was: 'A charge.' });
    expect(bug).toMatchObject({ deleted: 1, rules: [{ kind: 'deleted' }] });
  });

  it('counts what was added', () => {
    const after = rulebook({
      Billing: ['b1 A charge.', 'b2 Any price.', 'b3 A refund.', 'b4 VAT.'],
      Bug: ['g1 It fails.'],
    });
    expect(diffRulebooks(before, after)[0]).toMatchObject({ added: 1, edited: 0, deleted: 0 });
  });

  it('keeps a label that only one of the two has', () => {
    const after = rulebook({ Billing: ['b1 A charge.', 'b2 Any price.', 'b3 A refund.'], Access: ['a1 Locked out.'] });
    const labels = diffRulebooks(before, after);
    expect(labels.map(({ label }) => label)).toEqual(['Billing', 'Access', 'Bug']);
    expect(labels.map(({ added, deleted }) => added - deleted)).toEqual([0, 1, -1]);
  });

  it('finds nothing changed when there is nothing to compare with', () => {
    expect(diffRulebooks(null, before).every(({ rules }) => rules.every(({ kind }) => kind === 'same'))).toBe(true);
  });
});

function rulebook(labels: Readonly<Record<string, readonly string[]>>): Rulebook {
  return {
    task: 'Sort tickets.',
    labels: Object.entries(labels).map(([label, rules]) => ({
      label,
      rules: rules.map((rule) => ({ id: rule.slice(0, 2), text: rule.slice(3) })),
    })),
  };
}

function kinds(rules: readonly RuleDiff[] = []): readonly string[] {
  return rules.map(({ kind, rule, n }) => `${kind} ${rule.id} ${n}`);
}
