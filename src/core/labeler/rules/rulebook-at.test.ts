import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../run/labeler-run';
import type { Rulebook } from './rulebook';
import { rulebookAt } from './rulebook-at';

const first: Rulebook = {
  task: 'Spam or not.',
  labels: [
    { label: 'spam', rules: [{ id: 'r1', text: 'It sells something.' }] },
    { label: 'ham', rules: [] },
  ],
};
const root: Checkpoint = { id: 'c0', step: 0, score: null, parentId: null, rulebook: first };
const added: Checkpoint = {
  id: 'c1',
  step: 1,
  score: null,
  parentId: 'c0',
  mutation: { kind: 'add', label: 'ham', rule: { id: 'r2', text: 'A friend writes.' } },
  because: null,
};
const edited: Checkpoint = {
  id: 'c2',
  step: null,
  score: null,
  parentId: 'c1',
  mutation: { kind: 'edit', label: 'ham', ruleId: 'r2', was: 'A friend writes.', text: 'A colleague writes.' },
  because: null,
};

describe('the rulebook of a checkpoint', () => {
  it('is the first of its line with every change since, in order', () => {
    const texts = (id: string) => rulebookAt([edited, root, added], id)?.labels.map(({ rules }) => rules.at(-1)?.text);
    expect(texts('c0')).toEqual(['It sells something.', undefined]);
    expect(texts('c1')).toEqual(['It sells something.', 'A friend writes.']);
    expect(texts('c2')).toEqual(['It sells something.', 'A colleague writes.']);
  });

  it('is not there when the line does not lead back to first rules', () => {
    expect(rulebookAt([root, edited], 'c2')).toBeNull();
    expect(rulebookAt([root], 'gone')).toBeNull();
    expect(rulebookAt([{ ...added, parentId: 'c2' }, edited], 'c2')).toBeNull();
  });
});
