import { describe, expect, it } from 'vitest';
import { ModelError } from '../../core/model/model-error';
import type { ModelRequest } from '../../core/model/model-request';
import { buildCandidate, buildConstitution, buildDocument, buildProject, buildTurn } from '../../testing/builders';
import { openStudio } from '../../testing/open-studio';
import { type ScriptedReply, scriptedModel } from '../../testing/scripted-model';
import { gate, until } from '../../testing/turns';
import { caseStates, estimateOf, plannedWork, presentOf } from './case-work';

const critique = {
  kind: 'critique',
  at: '2026-01-02T03:04:06.000Z',
  became: 'p1',
  text: 'It is too long.',
} as const;

describe('pinning a case', () => {
  it('keeps input, response, kind and reason, and makes the question of the reason', async () => {
    const { state } = await withPinned();
    expect(state().project.regression.cases).toMatchObject([
      {
        from: { turnId: 'run1', candidateId: 'c1', n: 1 },
        input: { values: { item: 'a spoon' } },
        response: 'A spoon can stir, dig and ring a bell.',
        kind: 'critique',
        reason: 'It is too long.',
        question: 'Is it free of this: It is too long?',
      },
    ]);
  });

  it('loses nothing when the run is deleted', async () => {
    const { state, actions, requests } = await withPinned();
    actions.align.deleteTurn('run1');
    await actions.cases.run(null);
    expect(requests('respond')).toHaveLength(1);
    expect(outcomes(state())).toEqual(['fixed']);
  });

  it('pins the same feedback once', async () => {
    const { state, actions } = await withPinned();
    await actions.cases.pin({ turnId: 'run1', candidateId: 'c1', feedbackAt: critique.at });
    expect(state().project.regression.cases).toHaveLength(1);
  });

  it('can be taken back, and the case then is where it was', async () => {
    const { state, actions } = await withPinned();
    const { cases } = state().project.regression;
    await actions.cases.unpin(cases[0]?.id ?? '');
    expect(state().project.regression.cases).toEqual([]);
    await actions.cases.undoUnpin();
    expect(state().project.regression.cases).toEqual(cases);
  });
});

describe('a run of the pinned cases', () => {
  it('answers each anew under the present prompt, and judges the answer by the question', async () => {
    const { state, actions, requests } = await withPinned();
    await actions.cases.run(null);
    expect(requests('respond').map(({ subject }) => subject)).toMatchObject([{ principles: ['Be brief.'] }]);
    expect(requests('judge-case').map(({ subject }) => subject)).toMatchObject([
      { question: 'Is it free of this: It is too long?', response: 'Short.' },
    ]);
    expect(outcomes(state())).toEqual(['fixed']);
  });

  it('brings the outcome back without a call when a change is undone', async () => {
    const { state, actions, model } = await withPinned();
    await actions.cases.run(null);
    actions.align.addPrinciple('Write at least 200 words.');
    expect(outcomes(state())).toEqual(['not run']);
    await actions.cases.run(null);
    expect(outcomes(state())).toEqual(['broken']);
    const before = model.requests.length;
    actions.align.undo();
    expect(outcomes(state())).toEqual(['fixed']);
    await actions.cases.run(null);
    expect(model.requests).toHaveLength(before);
  });

  it('pays for equal work once, also after a reload', async () => {
    const { actions, storage, model } = await withPinned();
    await actions.cases.run(null);
    await actions.project.flush();
    const before = model.requests.length;
    const again = await openStudio({ model, storage });
    expect(outcomes(again.state())).toEqual(['fixed']);
    await again.actions.cases.run(null);
    expect(model.requests).toHaveLength(before);
  });

  it('asks only for the further samples when there are to be more', async () => {
    const { state, actions, requests } = await withPinned();
    await actions.cases.run(null);
    actions.align.setRegression({ samples: 3 });
    await actions.cases.run(null);
    expect(requests('respond').map(({ candidate }) => candidate)).toEqual([0, 1, 2]);
    expect(outcomes(state())).toEqual(['fixed']);
  });

  it('says before what it costs', async () => {
    const { state, actions } = await withPinned();
    const cost = () =>
      estimateOf(presentOf(state()), plannedWork(presentOf(state()), { task: 'cases', ids: null })).calls;
    expect(cost()).toBe(2);
    actions.align.setRegression({ samples: 5 });
    expect(cost()).toBe(10);
    await actions.cases.run(null);
    expect(cost()).toBe(0);
  });

  it('is not run, with the reason, when the judge answers twice in a form that cannot be read', async () => {
    const { state, actions, requests } = await withPinned({ judge: () => 'It looks fine to me.' });
    await actions.cases.run(null);
    expect(requests('judge-case')).toHaveLength(2);
    expect(caseStates(presentOf(state()))).toMatchObject([
      { outcome: 'not run', why: expect.stringContaining('could not be read') },
    ]);
  });

  it('keeps what is answered when it is stopped, and goes on from there', async () => {
    const hold: ScriptedReply = { waits: 'for-abort' };
    let isHeld = true;
    const { state, actions, requests } = await withPinned({ judge: () => (isHeld ? hold : verdict('passes')) });
    const run = actions.cases.run(null);
    await until(() => requests('judge-case').length === 1);
    await actions.cases.stop();
    await run;
    expect(state().align.caseWork).toBeNull();
    isHeld = false;
    await actions.cases.run(null);
    expect(requests('respond')).toHaveLength(1);
    expect(outcomes(state())).toEqual(['fixed']);
  });

  it('asks again after a reload for no more than what was in flight', async () => {
    let isHeld = true;
    const { state, actions, requests, model, storage } = await withPinned({
      judge: () => (isHeld ? { waits: 'for-abort' } : verdict('passes')),
    });
    void actions.cases.run(null);
    await until(() => requests('judge-case').length === 1);
    await until(() => state().project.regression.cases[0]?.results.length === 1);
    await actions.project.flush();
    isHeld = false;
    const again = await openStudio({ model, storage });
    await again.actions.cases.run(null);
    expect(requests('respond')).toHaveLength(1);
    expect(requests('judge-case')).toHaveLength(2);
    expect(outcomes(again.state())).toEqual(['fixed']);
  });

  it('keeps what comes for the version that it was asked under when the prompt is changed meanwhile', async () => {
    const held = gate();
    const { state, actions, requests } = await withPinned({
      judge: () => ({ comes: held.passed.then(() => verdict('passes')) }),
    });
    const run = actions.cases.run(null);
    await until(() => requests('judge-case').length === 1);
    actions.align.deletePrinciples(['p1']);
    held.open();
    await run;
    expect(outcomes(state())).toEqual(['not run']);
    actions.align.undo();
    expect(outcomes(state())).toEqual(['fixed']);
  });

  it('ends with the reason when no call can go through', async () => {
    const noKey = new ModelError({ kind: 'no-key', code: 'NO_KEY', message: 'There is no key.' });
    const { state, actions } = await withPinned({ answer: () => ({ fails: noKey }) });
    await actions.cases.run(null);
    expect(state().align.caseWork).toMatchObject({ status: 'failed', error: { kind: 'no-key' } });
    expect(outcomes(state())).toEqual(['not run']);
  });

  it('asks for the effects again, of the chosen case and for as many calls, when "Try again" is pressed after that failed', async () => {
    let isDown = false;
    const noKey = new ModelError({ kind: 'no-key', code: 'NO_KEY', message: 'There is no key.' });
    const { state, actions, requests } = await withPinned({ answer: () => (isDown ? { fails: noKey } : 'One. Two.') });
    const id = state().project.regression.cases[0]?.id ?? '';
    await actions.cases.run(null);
    isDown = true;
    await actions.cases.findEffects([id], 2);
    expect(state().align.caseWork).toMatchObject({ status: 'failed', task: 'effects', ids: [id], callBudget: 2 });
    isDown = false;
    const before = requests('respond').length;
    await actions.cases.retry();
    expect(state().align.caseWork).toBeNull();
    expect(requests('respond').length).toBeGreaterThan(before);
    expect(plannedWork(presentOf(state()), { task: 'effects', ids: [id] })).toEqual([]);
  });

  it('happens after every change of the principles where that is wished for', async () => {
    const { state, actions, requests } = await withPinned();
    actions.align.setRegression({ runsAfterChange: true });
    actions.align.addPrinciple('Use a list.');
    await until(() => outcomes(state())[0] === 'fixed');
    expect(requests('respond')).toHaveLength(1);
  });
});

describe('the author', () => {
  it('overrules the judge, for the version of the prompt that it was said of', async () => {
    const { state, actions } = await withPinned();
    const id = state().project.regression.cases[0]?.id ?? '';
    await actions.cases.run(null);
    await actions.cases.overrule(id, false);
    expect(caseStates(presentOf(state()))).toMatchObject([{ outcome: 'unchanged', isByHand: true }]);
    actions.align.addPrinciple('Use a list.');
    expect(outcomes(state())).toEqual(['not run']);
    actions.align.undo();
    await actions.cases.overrule(id, null);
    expect(caseStates(presentOf(state()))).toMatchObject([{ outcome: 'fixed', isByHand: false }]);
  });

  it('words the question anew: the answer stays, and is judged once more', async () => {
    const { state, actions, requests } = await withPinned();
    await actions.cases.run(null);
    await actions.cases.editQuestion(state().project.regression.cases[0]?.id ?? '', 'Has it fewer than ten words?');
    expect(outcomes(state())).toEqual(['not run']);
    await actions.cases.run(null);
    expect(requests('respond')).toHaveLength(1);
    expect(requests('judge-case').map(({ subject }) => subject)).toMatchObject([
      {},
      { question: 'Has it fewer than ten words?', isMade: false },
    ]);
  });
});

interface Answers {
  readonly answer?: (request: ModelRequest) => ScriptedReply;
  readonly judge?: (request: ModelRequest) => ScriptedReply;
}

/** A critique became the principle "Be brief."; answers are short unless a principle asks for length. */
async function withPinned({ answer = shortOrLong, judge = byLength }: Answers = {}) {
  const model = scriptedModel({
    replies: (request) => (request.purpose === 'judge-case' ? judge(request) : answer(request)),
  });
  const studio = await openStudio({ model });
  const prompt = buildDocument({ principles: buildConstitution('Be brief.') });
  const turns = [buildTurn({ candidates: [buildCandidate({ feedback: [critique] })] })];
  const project = buildProject({ prompt, turns, currentTurnId: 'run1' });
  await studio.storage.projects.save({ project, previous: null, expectedVersion: 0 });
  await studio.actions.project.openProject(project.id);
  await studio.actions.cases.pin({ turnId: 'run1', candidateId: 'c1', feedbackAt: critique.at });
  return { ...studio, model, requests: (purpose: string) => model.requests.filter((one) => one.purpose === purpose) };
}

function shortOrLong({ subject }: ModelRequest): ScriptedReply {
  return JSON.stringify(subject).includes('200 words') ? 'Long. '.repeat(200) : 'Short.';
}

function byLength({ subject }: ModelRequest): ScriptedReply {
  const { response } = subject as { readonly response: string };
  return verdict(response.length < 100 ? 'passes' : 'fails');
}

function verdict(word: string): string {
  return JSON.stringify({ verdict: word, reason: 'By its length.' });
}

function outcomes(state: Parameters<typeof presentOf>[0]) {
  return caseStates(presentOf(state)).map(({ outcome }) => outcome);
}
