import { describe, expect, it } from 'vitest';
import { openLabel, present, read, trained, work } from '../../testing/open-label';

describe('a labeler from a file', () => {
  const checkpoint = {
    attributes: [
      { id: '0', value: 'It sells something.', label: 'spam' },
      { id: '1', value: 'A friend writes.', label: 'ham' },
    ],
  };

  it('comes as a run of its own that labels rows', async () => {
    const { state, label, calls } = await trained({ predict: () => read('ham') });
    await label.importLabeler(new File([JSON.stringify(checkpoint)], 'theirs.json'));
    expect(present(state)).toMatchObject({ n: 2, status: { status: 'imported', from: 'theirs.json' } });
    expect(work(state).runs).toHaveLength(2);
    await label.classify([{ name: 'text', text: 'Dear nephew' }]);
    expect(calls('trainer.classify')[0]?.given).toMatchObject({
      classifier: { rulebook: { labels: [{ rules: [{ text: 'It sells something.' }] }, {}] } },
      model: { provider: 'practice' },
    });
  });

  it('has no rows to score on, which is told', async () => {
    const { state, label } = await openLabel();
    await label.importLabeler(new File([JSON.stringify(checkpoint)], 'theirs.json'));
    await label.rescore('single');
    await label.measureRules('single');
    expect(
      state()
        .notices.slice(-2)
        .map(({ title }) => title),
    ).toEqual(Array(2).fill('There is nothing to score on'));
  });

  it('changes nothing when it cannot be read, and tells where it is wrong', async () => {
    const { state, label } = await trained();
    await label.importLabeler(new File(['{"attributes": 7}'], 'broken.json'));
    expect(work(state).runs).toHaveLength(1);
    expect(state().notices.at(-1)?.details?.join(' ')).toContain('attributes');
  });
});
