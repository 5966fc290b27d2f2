import { describe, expect, it } from 'vitest';
import { countingIds } from '../../../testing/builders';
import { scriptedModel } from '../../../testing/scripted-model';
import { proposalFromPrinciple, withProposals } from './from-principle';
import { blankConstitution } from './tuning-constitution';
import { writeConstitution } from './write-constitution';

const { signal } = new AbortController();
const principle = { id: 'p1', text: 'Leave the thinking to the pupil.' };
const requests = {
  critique: 'Say where it thinks.',
  revision: 'Ask instead.',
  comparison: 'Choose the one that asks.',
};

describe('a principle of the project', () => {
  it('becomes a pair and a comparison principle by one call, and both keep the link to it', async () => {
    const model = scriptedModel({ replies: [JSON.stringify(requests)] });
    const made = await proposalFromPrinciple(principle, { model, signal, newId: countingIds('n') });
    const from = { principleId: 'p1', wording: 'Leave the thinking to the pupil.' };
    expect(made).toEqual({
      ok: true,
      value: {
        pair: { id: 'n1', critique: 'Say where it thinks.', revision: 'Ask instead.', from },
        comparison: { id: 'n2', text: 'Choose the one that asks.', from },
      },
    });
    expect(model.requests).toHaveLength(1);
    expect(model.requests[0]?.reply).toMatchObject({ type: 'json', name: 'requests' });
  });

  it('is asked for once more where the reply cannot be read, and then given up', async () => {
    const model = scriptedModel({ replies: ['Sure!', '{"critique":""}'] });
    const made = await proposalFromPrinciple(principle, { model, signal, newId: countingIds() });
    expect(made).toMatchObject({ ok: false, error: { kind: 'unreadable' } });
  });

  it('stands at the end of the lists once it is taken, and in the file without its link', async () => {
    const model = scriptedModel({ replies: [JSON.stringify(requests)] });
    const made = await proposalFromPrinciple(principle, { model, signal, newId: countingIds() });
    if (!made.ok) throw new Error(made.error.why);
    const before = { ...blankConstitution, comparisonPrinciples: [{ id: 'c', text: 'First.' }] };
    const file = JSON.parse(writeConstitution(withProposals(before, [made.value])));
    expect(file.critique_revision_principles).toEqual([{ critique: 'Say where it thinks.', revision: 'Ask instead.' }]);
    expect(file.comparison_principles).toEqual(['First.', 'Choose the one that asks.']);
  });
});
