import { describe, expect, it } from 'vitest';
import { ModelError } from '../core/model/model-error';
import { exportProjectJson } from '../core/project/export-project';
import { importText } from '../core/project/import-project';
import { countingIds, someInstant } from '../testing/builders';
import { answered, type OpenedStudio, openScripted, settled } from '../testing/open-studio';
import { turns, until } from '../testing/turns';

describe('a run', () => {
  it('asks for as many candidates as were chosen and keeps their answers', async () => {
    const { state, actions } = await openScripted(['One.', 'Two.', 'Three.']);
    actions.align.run();
    await settled(state);
    const turn = state().project.turns.at(-1);
    expect(turn?.candidates.map(({ state: { status } }) => status)).toEqual(['answered', 'answered', 'answered']);
    expect(turn?.input.prompt).toBe(
      'Give three creative uses for an empty jam jar. The reader is a student who has just moved into a small room.',
    );
    expect(state().align.activeCandidates.size).toBe(0);
  });

  it('names the values that are missing, and sends nothing', async () => {
    const { state, actions, model } = await openScripted([]);
    actions.align.setValue('item', ' ');
    actions.align.run();
    expect(state().align.missingValues).toEqual(['item']);
    expect(state().project.turns).toEqual([]);
    expect(model.requests).toEqual([]);
  });

  it('keeps what came when it is stopped, and says so', async () => {
    const { state, actions } = await openScripted(() => ({ waits: 'for-abort', pieces: ['Half an'] }));
    actions.align.run();
    await until(() => candidateStates(state).every((candidate) => candidate?.status === 'streaming'));
    actions.align.stop();
    await settled(state);
    expect(candidateStates(state)).toEqual(Array(3).fill({ status: 'cancelled', text: 'Half an' }));
  });

  it('shows a failed candidate beside the others, and writes it again in its place', async () => {
    const blocked = new ModelError({ kind: 'answer-blocked', code: 'SAFETY', message: 'Blocked.' });
    const { state, actions, model } = await openScripted(['One.', { fails: blocked }, 'Three.', 'Two.']);
    actions.align.run();
    await settled(state);
    const turn = state().project.turns[0];
    expect(candidateStates(state).map((candidate) => candidate?.status)).toEqual(['answered', 'failed', 'answered']);
    actions.align.retryCandidate(turn?.id ?? '', turn?.candidates[1]?.id ?? '');
    await settled(state);
    expect(candidateStates(state)[1]).toMatchObject({ status: 'answered', text: 'Two.' });
    expect(model.requests.at(-1)).toMatchObject({ candidate: 1 });
  });

  it('makes one run of each input set', async () => {
    const { state, actions } = await openScripted(() => 'Fine.');
    actions.settings.updateSettings({ candidates: 1 });
    actions.align.runInputSets(state().project.inputs.sets.map(({ id }) => id));
    await settled(state);
    expect(state().project.turns.map((turn) => turn.input.values.item)).toEqual([
      'an empty jam jar',
      'an old bicycle wheel',
      'cardboard egg boxes',
    ]);
    expect(state().project.currentTurnId).toBe(state().project.turns[0]?.id);
  });

  it('keeps and sends nothing of a variable that the prompt has no more', async () => {
    const { state, actions, model } = await openScripted(() => 'Fine.');
    actions.align.setValue('item', 'an empty jam jar');
    actions.align.setPreamble('Give three tips for {audience}.');
    actions.align.setValue('audience', 'teachers');
    actions.align.run();
    await settled(state);
    expect(state().project.turns[0]?.input.values).toEqual({ audience: 'teachers' });
    const [turn] = state().project.turns;
    actions.align.retryCandidate(turn?.id ?? '', turn?.candidates[0]?.id ?? '');
    await settled(state);
    expect(model.requests).toHaveLength(4);
    expect(JSON.stringify(model.requests)).not.toContain('jam jar');
  });

  it('gives its values back to the fields, and those that stood there can be put back', async () => {
    const { state, actions } = await openScripted(() => 'Fine.');
    actions.align.setValue('item', 'a spoon');
    actions.align.run();
    await settled(state);
    actions.align.setValue('item', 'a fork that nobody saved');
    actions.align.loadTurnInputs(state().project.turns[0]?.id ?? '');
    expect(state().project.inputs.values.item).toBe('a spoon');
    expect(state().align.replacedValues).toMatchObject({ by: 'Run 1' });
    actions.align.putValuesBack();
    expect(state().project.inputs.values.item).toBe('a fork that nobody saved');
    expect(state().align.replacedValues).toBeNull();
  });

  it('is not started twice: a second press while candidates are being written asks for nothing', async () => {
    const { state, actions, model } = await openScripted(() => ({ waits: 'for-abort', pieces: ['Half an'] }));
    actions.align.run();
    actions.align.run();
    await until(() => candidateStates(state).every((candidate) => candidate?.status === 'streaming'));
    expect(state().project.turns).toHaveLength(1);
    expect(model.requests).toHaveLength(3);
    actions.align.stop();
    await settled(state);
  });

  it('writes a candidate again under the output limit of today', async () => {
    const { state, actions, model } = await openScripted(() => 'Fine.');
    actions.align.setSampling({ maxOutputTokens: 16, temperature: 0.5 });
    actions.align.run();
    await settled(state);
    actions.align.setSampling({ maxOutputTokens: 1024, temperature: 1 });
    const turn = state().project.turns[0];
    actions.align.retryCandidate(turn?.id ?? '', turn?.candidates[0]?.id ?? '');
    await settled(state);
    expect(model.requests.at(-1)?.settings).toMatchObject({ maxOutputTokens: 1024, temperature: 0.5 });
  });

  it('is not started without a prompt, and the author is told', async () => {
    const { state, actions, model } = await openScripted([]);
    actions.align.setPreamble(' ');
    actions.align.run();
    expect(state().notices.map(({ title }) => title)).toEqual(['There is no prompt to run']);
    expect(model.requests).toEqual([]);
  });
});

describe('input sets', () => {
  it('without all values are named, whatever the others do, and mark no field of the form', async () => {
    const { state, actions, model } = await openScripted();
    actions.settings.updateSettings({ candidates: 1 });
    actions.align.updateInputSet(state().project.inputs.sets[0]?.id ?? '', { values: { item: 'a jar' } });
    actions.align.runInputSets(state().project.inputs.sets.map(({ id }) => id));
    await settled(state);
    expect(model.requests).toHaveLength(2);
    expect(state().align.missingValues).toBeNull();
    expect(state().notices).toMatchObject([
      { details: [expect.stringMatching(/^“.+” has no value for \{audience\}\.$/)] },
    ]);
  });

  it('are paid once when the button is pressed twice', async () => {
    const { state, actions, model } = await openScripted(() => ({ waits: 'for-abort' }));
    actions.settings.updateSettings({ candidates: 1 });
    const ids = state().project.inputs.sets.map(({ id }) => id);
    actions.align.runInputSets(ids);
    actions.align.runInputSets(ids);
    await turns();
    expect(model.requests).toHaveLength(3);
    actions.align.setPreamble('Name one use for {item}, for {audience}.');
    actions.align.runInputSets(ids);
    await turns();
    expect(model.requests).toHaveLength(6);
    actions.align.stop();
    await settled(state);
  });
});

describe('a run that is deleted', () => {
  it('takes its open feedback panel with it, so that the project can be exported and imported', async () => {
    const { state, actions } = await openScripted();
    const target = await answered({ state, actions });
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.deleteTurn(target.turnId);
    const imported = importText(exportProjectJson(state().project), { newId: countingIds('new'), at: someInstant });
    expect(imported).toMatchObject({ ok: true });
  });

  it('is no longer paid for', async () => {
    const { state, actions, model } = await openScripted(() => ({ waits: 'for-abort' }));
    actions.align.run();
    await turns();
    actions.align.deleteTurn(state().project.turns[0]?.id ?? '');
    await settled(state);
    expect(model.signals.every((signal) => signal.aborted)).toBe(true);
  });
});

describe('a candidate that is written again', () => {
  it('keeps no reasons that were about its earlier text', async () => {
    const reasons = ['length', 'tone', 'format'].map((aspect) => ({ aspect, text: `It is about ${aspect}.` }));
    const { state, actions } = await openScripted(['First.', JSON.stringify({ rationales: reasons }), 'Second.']);
    const target = await answered({ state, actions });
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.suggestRationales();
    await until(() => Object.values(state().align.rationales).some(({ status }) => status === 'ready'));
    actions.align.retryCandidate(target.turnId, target.candidateId);
    await settled(state);
    expect(state().align.rationales).toEqual({});
  });

  it('is asked for with the prompt that was sent, also when the history of that prompt is lost', async () => {
    const { state, actions, model, storage } = await openScripted();
    const target = await answered({ state, actions });
    const sent = model.requests[0]?.prompt;
    await actions.project.flush();
    const stored = await storage.projects.load(state().project.id);
    const turns = state().project.turns.map((turn) => ({ ...turn, revisionId: 'lost' }));
    storage.projects.load = async () => (stored === null ? null : { ...stored, project: { ...stored.project, turns } });
    await actions.project.resolveConflict('take-theirs');
    actions.align.retryCandidate(target.turnId, target.candidateId);
    await settled(state);
    expect(model.requests.at(-1)?.prompt).toEqual(sent);
    expect(model.requests).toHaveLength(2);
  });
});

function candidateStates(state: OpenedStudio['state']) {
  return (
    state()
      .project.turns.at(-1)
      ?.candidates.map((candidate) => candidate.state) ?? []
  );
}
