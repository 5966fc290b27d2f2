import { describe, expect, it } from 'vitest';
import { buildRulebook } from '../../../testing/builders';
import { type ScriptedReply, scriptedModel } from '../../../testing/scripted-model';
import { ModelError } from '../../model/model-error';
import { memorisingGuard } from './memorising';
import { proposeMutations } from './propose-mutations';

const rulebook = buildRulebook({ yes: ['The row agrees.', 'The row is glad.'], no: ['The row objects.'] });
const mistake = {
  row: 12,
  exampleId: 'row-12',
  fields: [{ name: 'text', text: 'I told Clara that I would not come to the party of her brother' }],
  golden: 'no',
  predicted: 'yes',
  ruleId: 'y2',
};
const guard = memorisingGuard({ task: 'Sort.', labels: ['yes', 'no'], rows: [] });

async function propose(replies: readonly ScriptedReply[], mutations = 2) {
  const model = scriptedModel({ replies });
  const unusable: string[] = [];
  const proposals = await proposeMutations(
    {
      rulebook,
      mistake,
      reason: 'She declines.',
      mutations,
      truncateWords: 5,
      temperature: 0.9,
      seed: 3,
      newRuleId: (n) => `new-${n}`,
    },
    { model, guard, signal: new AbortController().signal, onUnusable: (why) => unusable.push(why) },
  );
  return { proposals, model, unusable };
}

const reply = (...mutations: readonly object[]): string =>
  JSON.stringify({ diagnosis: 'No rule on declining.', mutations });
const add = (text: string, label = 'no') => ({ action: 'add', label, rule: 0, text });

describe('proposing mutations', () => {
  it('shows the row truncated, the rule that was followed, and the author’s reason; and samples with a seed', async () => {
    const { model } = await propose([
      reply(add('The row declines.'), { action: 'delete', label: 'yes', rule: 2, text: '' }),
    ]);
    const [request] = model.requests;
    expect(request?.subject).toMatchObject({
      row: [{ name: 'text', text: 'I told Clara […] her brother' }],
      followed: { label: 'yes', n: 2 },
      reason: 'She declines.',
    });
    expect(request?.settings).toMatchObject({ temperature: 0.9, seed: expect.any(Number) });
  });

  it('answers diagnosis and mutations, in terms of the rulebook', async () => {
    const { proposals } = await propose([
      reply(add('The row declines.'), { action: 'edit', label: 'yes', rule: 2, text: 'The row is glad to come.' }),
    ]);
    expect(proposals).toEqual({
      diagnosis: 'No rule on declining.',
      mutations: [
        { kind: 'add', label: 'no', rule: { id: 'new-1', text: 'The row declines.' } },
        { kind: 'edit', label: 'yes', ruleId: 'y2', was: 'The row is glad.', text: 'The row is glad to come.' },
      ],
      rejected: [],
    });
  });

  it('asks once more for what repeats the row, with the reason', async () => {
    const { proposals, model } = await propose([
      reply(add('The row is about Clara.'), add('The row declines.')),
      reply(add('The row turns an invitation down.')),
    ]);
    expect(model.requests[1]?.subject).toMatchObject({
      mutations: 1,
      refused: [{ text: 'The row is about Clara.', why: 'it repeats "Clara", which stands in the row' }],
    });
    expect(proposals.mutations).toMatchObject([
      { rule: { text: 'The row declines.', id: 'new-2' } },
      { rule: { text: 'The row turns an invitation down.', id: 'new-3' } },
    ]);
    expect(proposals.rejected).toEqual([
      { text: 'The row is about Clara.', label: 'no', row: 12, reason: { kind: 'quotes-row', shared: 'Clara' } },
    ]);
  });

  it('gives up what repeats the row again', async () => {
    const again = reply(add('The row names Clara.'));
    const { proposals, model } = await propose([again, again], 1);
    expect(model.requests).toHaveLength(2);
    expect(proposals.mutations).toEqual([]);
    expect(proposals.rejected).toHaveLength(2);
  });

  it('refuses a rule that is there, and the deletion of a label’s last rule', async () => {
    const useless = reply(add('the row objects'), { action: 'delete', label: 'no', rule: 1, text: '' });
    const { proposals } = await propose([useless, useless]);
    expect(proposals.rejected.map(({ reason }) => reason.kind)).toEqual([
      'already-there',
      'last-rule',
      'already-there',
      'last-rule',
    ]);
  });

  it('goes on without what the model cannot answer, and says so', async () => {
    const blocked = new ModelError({ kind: 'prompt-blocked', code: 'SAFETY', message: 'The prompt was blocked.' });
    const { proposals } = await propose([{ fails: blocked }]);
    expect(proposals.rejected).toMatchObject([{ reason: { kind: 'unreadable', why: 'The prompt was blocked.' } }]);
    const { unusable } = await propose(['what', 'what']);
    expect(unusable).toEqual(['The reply is not JSON.']);
  });
});
