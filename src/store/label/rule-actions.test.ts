import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../core/labeler/run/labeler-run';
import { ModelError } from '../../core/model/model-error';
import { err, ok } from '../../core/result';
import { present, read, trained } from '../../testing/open-label';
import type { OpenedStudio } from '../../testing/open-studio';

describe('rules by hand', () => {
  it('make a checkpoint each, and an earlier one can be restored', async () => {
    const { state, label } = await trained();
    label.addRule('single', { label: 'ham', text: '  A friend writes. ' });
    const added = single(state)?.checkpoints.at(-1);
    expect(added).toMatchObject({
      step: null,
      parentId: 'c0',
      mutation: { kind: 'add', rule: { text: 'A friend writes.' } },
    });
    expect(single(state)?.currentId).toBe(added?.id);
    label.editRule('single', { ruleId: 'r1', text: 'It sells pills.' });
    expect(single(state)?.checkpoints.at(-1)).toMatchObject({
      parentId: added?.id,
      mutation: { kind: 'edit', label: 'spam', was: 'It sells something.', text: 'It sells pills.' },
    });
    label.deleteRule('single', 'r1');
    expect(single(state)?.checkpoints.at(-1)).toMatchObject({ mutation: { kind: 'delete', was: 'It sells pills.' } });
    label.restoreCheckpoint('single', 'c0');
    expect(single(state)?.currentId).toBe('c0');
    expect(single(state)?.checkpoints).toHaveLength(4);
  });

  it('make none when nothing was written or changed', async () => {
    const { state, label } = await trained();
    label.addRule('single', { label: 'ham', text: '  ' });
    label.editRule('single', { ruleId: 'r1', text: 'It sells something. ' });
    label.deleteRule('single', 'gone');
    expect(single(state)?.checkpoints).toHaveLength(1);
  });

  it('are scored again on the rows that the run was scored on, with corrected labels', async () => {
    const { state, label, calls } = await trained({ predict: () => read('ham') });
    label.addRule('single', { label: 'ham', text: 'A friend writes.' });
    label.correctLabel('row-1', 'ham');
    await label.rescore('single');
    const checkpoint = single(state)?.checkpoints.at(-1);
    expect(calls('trainer.classify')[0]?.given).toMatchObject({
      rows: [{ id: 'row-1' }, { id: 'row-2' }, { id: 'row-3' }, { id: 'row-8' }, { id: 'row-9' }],
      classifier: { experts: [], rulebook: { labels: [{}, { rules: [{ text: 'A friend writes.' }] }] } },
    });
    // Golden: spam corrected to ham, ham, spam. The parent read all of them as spam.
    expect(checkpoint?.score).toMatchObject({ read: 3, correct: 2, value: 2 / 3, fixed: 2, broken: 1, dropped: false });
    expect(evaluationsOf(state, checkpoint?.id).map(({ split }) => split)).toEqual(['validation', 'test']);
    expect(state().label.rescore).toEqual({ status: 'idle' });
  });

  it('keep their score when scoring again fails, and tell why', async () => {
    const { state, label } = await trained({
      predict: () => {
        throw new ModelError({ kind: 'no-key', code: 'NO_KEY', message: 'There is no key.' });
      },
    });
    label.addRule('single', { label: 'ham', text: 'A friend writes.' });
    await label.rescore('single');
    expect(state().label.rescore).toMatchObject({ status: 'failed', error: { kind: 'no-key' } });
    expect(single(state)?.checkpoints.at(-1)?.score).toBeNull();
  });

  it('are measured one by one, until the rulebook changes', async () => {
    const effect = { ruleId: 'r1', difference: 0.2, low: 0.1, high: 0.3, changed: 2 };
    const { state, label, calls } = await trained({ effects: [effect] });
    await label.measureRules('single');
    expect(state().label.effects).toEqual({ status: 'idle', checkpointId: 'c0', byRule: { r1: effect } });
    expect(calls('trainer.ruleEffects')[0]?.given).toMatchObject({ score: { kind: 'accuracy' }, rows: { length: 3 } });
    label.deleteRule('single', 'r1');
    expect(state().label.effects).toEqual({ status: 'idle', checkpointId: null, byRule: {} });
  });
});

describe('a reason for a mistake', () => {
  it('becomes proposals, and the one that is taken becomes a checkpoint that knows the reason', async () => {
    const mutation = { kind: 'add', label: 'ham', rule: { id: 'r9', text: 'It asks after the family.' } } as const;
    const { state, label, calls } = await trained({ proposals: () => Promise.resolve(ok([mutation])) });
    await label.giveReason('row-2', ' My aunt wrote it. ');
    expect(calls('trainer.proposeFor')[0]?.given).toMatchObject({
      reason: 'My aunt wrote it.',
      mistake: { exampleId: 'row-2', golden: 'ham', predicted: 'spam', ruleId: 'r1' },
      mutations: 2,
    });
    expect(state().label.reasons['row-2']).toMatchObject({ status: 'proposed', mutations: [mutation] });
    label.applyProposal('row-2', mutation);
    expect(single(state)?.checkpoints.at(-1)).toMatchObject({
      mutation,
      because: { exampleId: 'row-2', diagnosis: 'My aunt wrote it.', checkpointId: 'c0' },
    });
    expect(state().label.reasons).toEqual({});
  });

  it('is answered in words where there is no mistake, or no proposal that can be read', async () => {
    const { state, label, calls } = await trained({ proposals: () => Promise.resolve(err('No change came of it.')) });
    await label.giveReason('row-1', 'Because.');
    expect(state().label.reasons['row-1']).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('“spam”'),
    });
    expect(calls('trainer.proposeFor')).toEqual([]);
    await label.giveReason('row-2', 'Because.');
    expect(state().label.reasons['row-2']).toMatchObject({ status: 'failed', message: 'No change came of it.' });
  });
});

function single(state: OpenedStudio['state']) {
  return present(state)?.labelers[0];
}

function evaluationsOf(state: OpenedStudio['state'], checkpointId: string | undefined): readonly Evaluation[] {
  return (present(state)?.evaluations ?? []).filter(
    ({ of }) => of.kind === 'checkpoint' && of.checkpointId === checkpointId,
  );
}
