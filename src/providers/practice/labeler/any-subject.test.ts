import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../core/dataset/example';
import { classifyInstruction } from '../../../core/instructions/classify';
import { firstRuleInstruction } from '../../../core/instructions/first-rule';
import { mutateRulesInstruction } from '../../../core/instructions/mutate-rules';
import type { NumberedRules } from '../../../core/instructions/task';
import { classify } from './classify';
import { firstRule } from './first-rule';
import { mutateRules } from './mutate-rules';

const written = fc.constantFrom(
  ...[
    'Refund the invoice, please',
    'it mentions tea, unless it mentions milk.',
    'no question mark',
    'THE END!',
    'über 40 Tage',
    '茶が好き',
    '12',
  ],
);
const text = fc.oneof(
  written,
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const name = text.map((each) => each.trim()).filter((each) => each !== '');
const row: fc.Arbitrary<readonly Field[]> = fc.array(fc.record({ name, text }), { maxLength: 3 });
const rule = fc.oneof(name, fc.constantFrom('The row mentions invoice, milk or tea.', 'The row mentions end.'));
const labels: fc.Arbitrary<readonly NumberedRules[]> = fc.uniqueArray(
  fc.record({ label: name, rules: fc.array(rule, { maxLength: 4 }) }),
  { minLength: 2, maxLength: 5, selector: ({ label }) => label },
);
const refused = fc.array(fc.record({ text, why: text }), { maxLength: 3 });
const seed = fc.nat();

describe('The practice model labels and writes rules so that its reply can be used', () => {
  it('whatever rows are to be labeled', () => {
    const subjects = fc.record({ task: text, labels, rows: fc.array(row, { minLength: 1, maxLength: 3 }) });
    fc.assert(
      fc.property(subjects, (subject) => {
        const read = classifyInstruction(subject).parse(JSON.stringify(classify(subject)), subject);
        if (!read.ok) throw new Error(read.error);
        expect(read.value).toHaveLength(subject.rows.length);
        for (const { label, rule: n } of read.value) {
          const rules = subject.labels.find((each) => each.label === label)?.rules;
          expect(rules === undefined || !Number.isInteger(n) || n < 0 || n > rules.length).toBe(false);
        }
      }),
    );
  });

  it('whatever examples a first rule is to be written from', () => {
    const groups = fc.uniqueArray(fc.record({ label: name, rows: fc.array(row, { maxLength: 4 }) }), {
      minLength: 1,
      selector: ({ label }) => label,
    });
    fc.assert(
      fc.property(text, groups, refused, seed, (task, examples, before, n) => {
        const subject = { task, label: examples[0]?.label ?? '', examples, refused: before };
        const read = firstRuleInstruction.parse(JSON.stringify({ rule: firstRule(subject, n) }), subject);
        expect(read).toMatchObject({ ok: true });
      }),
    );
  });

  it('whatever row was misread by whatever rules', () => {
    const asked = fc.record({ task: text, row, reason: text, refused, mutations: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(asked, labels, fc.nat(), seed, (more, all, at, n) => {
        const [golden = '', predicted = ''] = all.map(({ label }) => label);
        const rules = all[1]?.rules.length ?? 0;
        const followed = rules === 0 ? null : { label: predicted, n: (at % rules) + 1 };
        const subject = { ...more, labels: all, golden, predicted, followed };
        const reply = mutateRules(subject, n);
        const read = mutateRulesInstruction(subject).parse(JSON.stringify(reply), subject);
        if (!read.ok) throw new Error(read.error);
        expect(reply.mutations.length).toBeLessThanOrEqual(more.mutations);
        // None was thrown away: every change is one that can be made, and no two are alike.
        expect(read.value.mutations).toHaveLength(reply.mutations.length);
        for (const change of read.value.mutations) {
          const left = all.find(({ label }) => label === change.label)?.rules.length ?? 0;
          expect(change.action === 'delete' && left < 2).toBe(false);
        }
      }),
    );
  });
});
