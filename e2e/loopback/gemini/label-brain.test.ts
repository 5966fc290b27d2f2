import { describe, expect, it } from 'vitest';
import { classifyInstruction } from '../../../src/core/instructions/classify';
import { firstRuleInstruction } from '../../../src/core/instructions/first-rule';
import { mutateRulesInstruction } from '../../../src/core/instructions/mutate-rules';
import type { MutateRulesSubject, NumberedRules } from '../../../src/core/instructions/task';
import { promptText } from '../../../src/core/model/model-prompt';
import { classify, firstRule, mutateRules } from './label-brain.mjs';

const row = (text: string) => [{ name: 'Message', text }];
const labels: readonly NumberedRules[] = [
  { label: 'billing', rules: ['The row speaks of invoice, refund or charged.'] },
  { label: 'say "hi"', rules: ['The row speaks of hello or morning.', 'The row speaks of thanks, and not of refund.'] },
];

describe('classifying', () => {
  const read = (...rows: readonly string[]) => {
    const subject = { task: 'Sort messages.', labels, rows: rows.map(row) };
    return classify(promptText(classifyInstruction(subject).render(subject)));
  };

  it('goes by the rule that names most words of the row', () => {
    expect(read('hello, I was charged twice, please refund it')).toEqual([{ label: 'billing', rule: 1 }]);
    expect(read('good morning')).toEqual([{ label: 'say "hi"', rule: 1 }]);
  });

  it('reads several rows in their order, and knows a word by its stem', () => {
    expect(read('I want refunds', 'hello: again').map(({ label }) => label)).toEqual(['billing', 'say "hi"']);
  });

  it('heeds what a rule excludes', () => {
    expect(read('thanks for the refund')).toEqual([{ label: 'billing', rule: 1 }]);
    expect(read('thanks for that')).toEqual([{ label: 'say "hi"', rule: 2 }]);
  });

  it('says that it followed no rule when none holds', () => {
    expect(read('the weather')).toEqual([{ label: 'billing', rule: 0 }]);
  });
});

describe('writing a first rule', () => {
  it('names what the rows of the label have and the others have not', () => {
    const subject = {
      task: '',
      label: 'billing',
      examples: [
        { label: 'billing', rows: [row('the invoice is wrong'), row('my invoice never came')] },
        { label: 'other', rows: [row('the door is wrong')] },
      ],
    };
    const { rule } = firstRule(promptText(firstRuleInstruction.render(subject)));
    expect(rule).toMatch(/^The row speaks of invoice/);
    expect(rule).not.toMatch(/door/);
  });
});

describe('changing rules after a mistake', () => {
  const subject: MutateRulesSubject = {
    task: '',
    labels,
    row: row('morning, the payment bounced because my card expired in Paris 2024'),
    golden: 'billing',
    predicted: 'say "hi"',
    followed: { label: 'say "hi"', n: 1 },
    reason: '',
    mutations: 2,
    refused: [],
  };
  const propose = (change: Partial<MutateRulesSubject> = {}, seed = 7) => {
    const changed = { ...subject, ...change };
    const instruction = mutateRulesInstruction(changed);
    const reply = mutateRules(promptText(instruction.render(changed)), seed);
    const parsed = instruction.parse(JSON.stringify(reply), changed);
    if (!parsed.ok) throw new Error(parsed.error);
    return parsed.value.mutations;
  };

  it('proposes as many different changes as it was asked for', () => {
    for (let seed = 0; seed < 20; seed += 1) expect(propose({}, seed)).toHaveLength(2);
    expect(propose({ mutations: 1 })).toHaveLength(1);
  });

  it('proposes the same for the same seed and other things for others', () => {
    expect(propose()).toEqual(propose());
    const different = Array.from({ length: 10 }, (_, seed) => JSON.stringify(propose({}, seed)));
    expect(new Set(different).size).toBeGreaterThan(5);
  });

  it('names neither names nor numbers of the row', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      expect(JSON.stringify(propose({ mutations: 4 }, seed))).not.toMatch(/paris|2024/i);
    }
  });

  it('takes the word that misled out of the rule, or says what such rows have', () => {
    const all = Array.from({ length: 30 }, (_, seed) => propose({ mutations: 4 }, seed)).flat();
    const narrowed = all.filter((mutation) => mutation.label === 'say "hi"');
    expect(narrowed).toContainEqual({ action: 'edit', label: 'say "hi"', n: 1, text: 'The row speaks of hello.' });
    expect(narrowed.some((mutation) => mutation.action === 'edit' && mutation.text.includes(', and not '))).toBe(true);
  });

  it('begins with what the author says', () => {
    const [first] = propose({ reason: 'A bounced payment is about money.' });
    expect(first).toMatchObject({ action: 'add', label: 'billing', text: expect.stringMatching(/bounced, payment/) });
  });
});
