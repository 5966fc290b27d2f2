import { describe, expect, it } from 'vitest';
import type { MutateRulesSubject } from '../../../core/instructions/task';
import { classify } from './classify';
import { mutateRules } from './mutate-rules';

const subject: MutateRulesSubject = {
  task: '',
  labels: [
    { label: 'Billing', rules: ['The row mentions charge, invoice or refund.', 'The row mentions price.'] },
    { label: 'Leaving', rules: ['The row mentions contract.'] },
  ],
  row: [
    { name: 'subject', text: 'Please stop' },
    { name: 'body', text: 'Hi Priya, cancel the subscription of account 4711 and refund the trial.' },
  ],
  golden: 'Leaving',
  predicted: 'Billing',
  followed: { label: 'Billing', n: 1 },
  reason: '',
  mutations: 2,
  refused: [],
};

const seeds = Array.from({ length: 60 }, (_, index) => index);
/** Ask for more than there are, and all come. */
const all = { mutations: 20 };
const changes = (more: Partial<MutateRulesSubject> = {}) =>
  seeds.flatMap((seed) => mutateRules({ ...subject, ...more }, seed).mutations);
const kinds = (more: Partial<MutateRulesSubject> = {}) =>
  new Set(changes(more).map(({ action, label }) => `${action} ${label}`));

describe('Mutations of the practice model', () => {
  it('say which rule misled by which word, and what is missing', () => {
    expect(mutateRules(subject, 1).diagnosis).toMatch(
      /^Rule 1 of "Billing" misled, because the row mentions refund\. No rule of "Leaving" names words such as \w+/,
    );
    expect(mutateRules({ ...subject, followed: null }, 1).diagnosis).toMatch(/^No rule was about this row\. /);
    const both = subject.labels.map((each) =>
      each.label === 'Leaving' ? { ...each, rules: ['Mentions trial.'] } : each,
    );
    expect(mutateRules({ ...subject, labels: both }, 1).diagnosis).toMatch(/A rule of "Leaving" holds as well/);
  });

  it('are as many as were asked for, all different', () => {
    for (const seed of seeds) {
      const { mutations } = mutateRules(subject, seed);
      expect(new Set(mutations.map((each) => JSON.stringify(each))).size).toBe(2);
    }
  });

  it('are the same for the same seed, and others for other seeds', () => {
    expect(mutateRules(subject, 7)).toEqual(mutateRules(subject, 7));
    expect(new Set(changes().map(({ text }) => text)).size).toBeGreaterThan(20);
  });

  it('add, widen, narrow, except and delete', () => {
    expect(kinds(all)).toEqual(new Set(['add Leaving', 'edit Leaving', 'edit Billing', 'delete Billing']));
    const texts = changes(all).map(({ text }) => text);
    expect(texts).toContain('The row mentions charge or invoice.');
    expect(texts).toContainEqual(expect.stringMatching(/charge, invoice or refund, unless it mentions \w+/));
    expect(texts).toContainEqual(expect.stringMatching(/^The row mentions .*\bcontract\b/));
  });

  it('leave every label a rule', () => {
    const single = subject.labels.map((each) => ({ ...each, rules: each.rules.slice(0, 1) }));
    expect(kinds({ ...all, labels: single })).not.toContain('delete Billing');
  });

  it('touch no rule of a label that was not followed', () => {
    expect(kinds({ ...all, followed: null })).toEqual(new Set(['add Leaving', 'edit Leaving']));
  });

  it('name no name, no number and no politeness of the row', () => {
    for (const { text } of changes(all)) expect(text).not.toMatch(/priya|4711|please|\bhi\b/i);
  });

  it('come with those first after which the row is read rightly', () => {
    for (const seed of seeds) {
      const read = mutateRules({ ...subject, ...all }, seed).mutations.map((change) => {
        const labels = subject.labels.map((each) => {
          if (each.label !== change.label) return each;
          if (change.action === 'add') return { ...each, rules: [...each.rules, change.text] };
          const rules = each.rules.map((rule, index) => (index + 1 === change.rule ? change.text : rule));
          return { ...each, rules: rules.filter((rule) => rule !== '') };
        });
        const answer = classify({ task: '', labels, rows: [subject.row] });
        return 'label' in answer && answer.label === 'Leaving';
      });
      expect(read[0]).toBe(true);
      expect(read).toEqual(read.toSorted((a, b) => Number(b) - Number(a)));
    }
  });

  it('begin with the words of the author when there is a reason', () => {
    const reason = 'A notice of termination always goes to Leaving.';
    for (const seed of seeds) {
      const [first] = mutateRules({ ...subject, reason }, seed).mutations;
      expect(first).toMatchObject({ action: 'add', label: 'Leaving' });
      expect(first?.text).toMatch(/\bnotice\b.*\btermination\b/);
    }
  });

  it('keep the words of a rule that somebody wrote, and say more after them', () => {
    const rule = 'The customer hands in their notice.';
    const prose = [
      { label: 'Billing', rules: ['Money is the matter, as in a refund.'] },
      { label: 'Leaving', rules: [rule] },
    ];
    const edits = changes({ ...all, labels: prose }).filter(({ action }) => action === 'edit');
    expect(edits.some(({ label }) => label === 'Leaving') && edits.some(({ label }) => label === 'Billing')).toBe(true);
    for (const { label, text } of edits) {
      expect(text).toMatch(
        label === 'Leaving' ? /^The customer hands in their notice\. It also/ : /^Money is .*refund, unless/,
      );
    }
  });

  it('do not come again once they were refused', () => {
    const before = mutateRules(subject, 4).mutations;
    const refused = before.map(({ text }) => ({ text, why: 'it repeats "trial", which stands in the row' }));
    for (const { text } of changes({ ...all, refused })) {
      expect(before.map((each) => each.text).filter((each) => each !== '')).not.toContain(text);
      expect(text).not.toContain('trial');
    }
  });
});
