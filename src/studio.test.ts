import { describe, expect, it } from 'vitest';
import type { LanguageModel } from './core/model/language-model';
import { ModelError } from './core/model/model-error';
import { err } from './core/result';
import { someInstant } from './testing/builders';
import { answered, type OpenedStudio, openStudio, settled } from './testing/open-studio';
import { type ScriptedReply, scriptedModel } from './testing/scripted-model';
import { until } from './testing/turns';

const rationales = JSON.stringify({
  rationales: [
    { aspect: 'length', text: 'It is long.' },
    { aspect: 'tone', text: 'It is stiff.' },
    { aspect: 'format', text: 'It is one block.' },
  ],
});
const add = (text: string) => JSON.stringify({ action: 'add', principle: 0, text });
const edit = (principle: number, text: string) => JSON.stringify({ action: 'edit', principle, text });
const prompt = (text: string) => JSON.stringify({ prompt: text });

describe('the studio, on its first visit', () => {
  it('opens the first sample, saved, and starts the tour', async () => {
    const { state, storage } = await open([]);
    expect(state().boot.status).toBe('ready');
    expect(state().project.name).toBe('Creative uses');
    expect(state().tourStep).toBe(0);
    expect((await storage.projects.load(state().project.id))?.version).toBe(1);
  });
});

describe('a run', () => {
  it('asks for as many candidates as were chosen and keeps their answers', async () => {
    const { state, actions } = await open(['One.', 'Two.', 'Three.']);
    actions.align.run();
    await settled(state);
    const run = state().project.runs.at(-1);
    expect(run?.candidates.map(({ state: { status } }) => status)).toEqual(['answered', 'answered', 'answered']);
    expect(run?.prompt).toBe(
      'Give three creative uses for an empty jam jar. The reader is a student who has just moved into a small room.',
    );
    expect(state().activeCandidates.size).toBe(0);
  });

  it('names the values that are missing, and sends nothing', async () => {
    const { state, actions, model } = await open([]);
    actions.align.setValue('item', ' ');
    actions.align.run();
    expect(state().missingValues).toEqual(['item']);
    expect(state().project.runs).toEqual([]);
    expect(model.requests).toEqual([]);
  });

  it('keeps what came when it is stopped, and says so', async () => {
    const { state, actions } = await open(() => ({ waits: 'for-abort', pieces: ['Half an'] }));
    actions.align.run();
    await until(() => candidateStates(state).every((candidate) => candidate?.status === 'streaming'));
    actions.align.stop();
    await settled(state);
    expect(candidateStates(state)).toEqual(Array(3).fill({ status: 'cancelled', text: 'Half an' }));
  });

  it('shows a failed candidate beside the others, and writes it again in its place', async () => {
    const blocked = new ModelError({ kind: 'answer-blocked', code: 'SAFETY', message: 'Blocked.' });
    const { state, actions, model } = await open(['One.', { fails: blocked }, 'Three.', 'Two.']);
    actions.align.run();
    await settled(state);
    const run = state().project.runs[0];
    expect(candidateStates(state).map((candidate) => candidate?.status)).toEqual(['answered', 'failed', 'answered']);
    actions.align.retryCandidate(run?.id ?? '', run?.candidates[1]?.id ?? '');
    await settled(state);
    expect(candidateStates(state)[1]).toMatchObject({ status: 'answered', text: 'Two.' });
    expect(model.requests.at(-1)).toMatchObject({ candidate: 1 });
  });

  it('makes one run of each input set', async () => {
    const { state, actions } = await open(() => 'Fine.');
    actions.settings.updateSettings({ candidates: 1 });
    actions.align.runInputSets(state().project.inputs.sets.map(({ id }) => id));
    await settled(state);
    expect(state().project.runs.map((run) => run.values.item)).toEqual([
      'an empty jam jar',
      'an old bicycle wheel',
      'cardboard egg boxes',
    ]);
    expect(state().project.currentRunId).toBe(state().project.runs[0]?.id);
  });

  it('keeps and sends nothing of a variable that the prompt has no more', async () => {
    const { state, actions, model } = await open(() => 'Fine.');
    actions.align.setValue('item', 'an empty jam jar');
    actions.align.setPreamble('Give three tips for {audience}.');
    actions.align.setValue('audience', 'teachers');
    actions.align.run();
    await settled(state);
    expect(state().project.runs[0]?.values).toEqual({ audience: 'teachers' });
    const [run] = state().project.runs;
    actions.align.retryCandidate(run?.id ?? '', run?.candidates[0]?.id ?? '');
    await settled(state);
    expect(model.requests).toHaveLength(4);
    expect(JSON.stringify(model.requests)).not.toContain('jam jar');
  });

  it('gives its values back to the fields, and those that stood there can be put back', async () => {
    const { state, actions } = await open(() => 'Fine.');
    actions.align.setValue('item', 'a spoon');
    actions.align.run();
    await settled(state);
    actions.align.setValue('item', 'a fork that nobody saved');
    actions.align.loadRunInputs(state().project.runs[0]?.id ?? '');
    expect(state().project.inputs.values.item).toBe('a spoon');
    expect(state().replacedValues).toMatchObject({ by: 'Run 1' });
    actions.align.putValuesBack();
    expect(state().project.inputs.values.item).toBe('a fork that nobody saved');
    expect(state().replacedValues).toBeNull();
  });

  it('is not started twice: a second press while candidates are being written asks for nothing', async () => {
    const { state, actions, model } = await open(() => ({ waits: 'for-abort', pieces: ['Half an'] }));
    actions.align.run();
    actions.align.run();
    await until(() => candidateStates(state).every((candidate) => candidate?.status === 'streaming'));
    expect(state().project.runs).toHaveLength(1);
    expect(model.requests).toHaveLength(3);
    actions.align.stop();
    await settled(state);
  });

  it('writes a candidate again under the output limit of today', async () => {
    const { state, actions, model } = await open(() => 'Fine.');
    actions.align.setSampling({ maxOutputTokens: 16, temperature: 0.5 });
    actions.align.run();
    await settled(state);
    actions.align.setSampling({ maxOutputTokens: 1024, temperature: 1 });
    const run = state().project.runs[0];
    actions.align.retryCandidate(run?.id ?? '', run?.candidates[0]?.id ?? '');
    await settled(state);
    expect(model.requests.at(-1)?.settings).toMatchObject({ maxOutputTokens: 1024, temperature: 0.5 });
  });

  it('is not started without a prompt, and the author is told', async () => {
    const { state, actions, model } = await open([]);
    actions.align.setPreamble(' ');
    actions.align.run();
    expect(state().notices.map(({ title }) => title)).toEqual(['There is no prompt to run']);
    expect(model.requests).toEqual([]);
  });
});

describe('an import into the open project', () => {
  const table = { from: '“a.csv”', columns: ['Item', 'year'], rows: [['a spoon', '1990']], rowCount: 1, skipped: 0 };

  it('replaces the prompt in one step that undo takes back, and keeps principles that the file has none for', async () => {
    const { state, actions } = await open([]);
    const before = state().project.prompt;
    const { project } = state();
    const imported = { ...project, prompt: { preamble: 'Tell {joke}.', fold: null, principles: [] } };
    await actions.imports.replacePrompt({ fileName: 'joke.txt', project: imported });
    expect(state().project.prompt).toMatchObject({ preamble: 'Tell {joke}.', principles: before.principles });
    expect(state().project.history.revisions.at(-1)?.reason).toEqual({ kind: 'import', from: 'joke.txt' });
    actions.align.undo();
    expect(state().project.prompt).toEqual(before);
  });

  it('makes input sets of rows, and variables of columns when that is wanted', async () => {
    const { state, actions } = await open([]);
    const had = state().project.inputs.sets.length;
    await actions.imports.addRows(table, { addVariables: true });
    expect(state().project.prompt.preamble).toMatch(/\n\nyear: \{year\}$/);
    expect(state().project.inputs.sets.at(-1)).toMatchObject({
      name: 'a spoon',
      values: { item: 'a spoon', year: '1990' },
    });
    actions.imports.removeAddedSets();
    expect(state().project.inputs.sets).toHaveLength(had);
  });
});

describe('feedback', () => {
  it('becomes a principle with its provenance, in one call, and can be undone', async () => {
    const { state, actions, model } = await open(['A long answer.', add('Be brief.')]);
    await critique({ state, actions }, 'Too long.');
    const [principle] = state().project.prompt.principles;
    expect(principle).toMatchObject({
      text: 'Be brief.',
      status: 'on',
      sources: [{ by: 'feedback', feedback: { kind: 'critique', text: 'Too long.' }, response: 'A long answer.' }],
    });
    expect(model.requests).toHaveLength(2);
    expect(state().project.runs[0]?.candidates[0]?.feedback).toMatchObject([{ became: principle?.id }]);
    expect(state().project.drafts.feedback).toBeNull();
    actions.align.undo();
    expect(state().project.prompt.principles).toEqual([]);
    actions.align.redo();
    expect(state().project.prompt.principles).toHaveLength(1);
  });

  it('asks for rationales once, however often the panel is opened', async () => {
    const { state, actions, model } = await open(['An answer.', rationales]);
    const target = await answered({ state, actions });
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.suggestRationales();
    await until(() => Object.values(state().rationales).some(({ status }) => status === 'ready'));
    actions.align.closeFeedback();
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.suggestRationales();
    expect(model.requests).toHaveLength(2);
  });

  it('is kept word for word when the reply cannot be read twice', async () => {
    const { state, actions } = await open(['An answer.', 'certainly!', 'no JSON again']);
    await critique({ state, actions }, 'Too long.');
    expect(state().alignment).toMatchObject({
      status: 'failed',
      problem: { kind: 'unreadable', raw: 'no JSON again' },
    });
    expect(Object.values(state().project.drafts.feedbackTexts)).toEqual(['Too long.']);
    expect(state().project.drafts.feedback).not.toBeNull();
  });

  it('that could not be turned into a principle becomes one in the words of its author, with where it came from', async () => {
    const { state, actions, model } = await open(['An answer.', 'certainly!', 'no JSON again']);
    await critique({ state, actions }, ' Too long, say it in two lines. ');
    const asked = model.requests.length;

    actions.align.addFeedbackAsWritten();

    expect(state().project.prompt.principles).toMatchObject([
      {
        text: 'Too long, say it in two lines.',
        status: 'on',
        sources: [{ by: 'feedback', verbatim: true, feedback: { kind: 'critique' }, response: 'An answer.' }],
      },
    ]);
    expect(state().alignment).toEqual({ status: 'idle' });
    expect(state().project.drafts.feedback).toBeNull();
    expect(model.requests).toHaveLength(asked);
    actions.align.undo();
    expect(state().project.prompt.principles).toEqual([]);
  });

  it('is no principle when it is longer than one can be, and says so, and keeps the words', async () => {
    const { state, actions } = await open(['An answer.', 'certainly!', 'no JSON again']);
    const tooLong = 'Too long. '.repeat(1100).trim();
    await critique({ state, actions }, tooLong);

    actions.align.addFeedbackAsWritten();

    expect(state().project.prompt.principles).toEqual([]);
    expect(Object.values(state().project.drafts.feedbackTexts)).toEqual([tooLong]);
    expect(state().notices.map(({ title }) => title)).toContain('Too long for a principle');
  });

  it('is no principle when it is a rewrite, or has no words', async () => {
    const { state, actions } = await open(['An answer.']);
    const target = await answered({ state, actions });
    actions.align.openFeedback({ ...target, kind: 'rewrite' });
    actions.align.setFeedbackText('Another answer.');
    actions.align.addFeedbackAsWritten();
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.addFeedbackAsWritten();
    expect(state().project.prompt.principles).toEqual([]);
    expect(state().project.drafts.feedback).not.toBeNull();
  });

  it('is kept when its panel is closed, and is there when it is opened again', async () => {
    const { state, actions } = await open(['An answer.']);
    const target = await answered({ state, actions });
    actions.align.openFeedback({ ...target, kind: 'kudos' });
    actions.align.setFeedbackText('I like it');
    actions.align.closeFeedback();
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.openFeedback({ ...target, kind: 'kudos' });
    expect(Object.values(state().project.drafts.feedbackTexts)).toContain('I like it');
  });

  it('is held for review when the author chose so, and changes nothing before Accept', async () => {
    const { state, actions } = await open(['An answer.', add('Be brief.')]);
    actions.settings.updateSettings({ feedbackApplies: 'review' });
    await critique({ state, actions }, 'Too long.');
    expect(state().project.prompt.principles).toEqual([]);
    expect(state().project.drafts.review).toMatchObject({
      kind: 'mutation',
      mutation: { kind: 'add', text: 'Be brief.' },
    });
    actions.align.acceptReview('Be very brief.');
    expect(state().project.prompt.principles.map(({ text }) => text)).toEqual(['Be very brief.']);
  });

  it('is shown as outdated, not applied, when its target is deleted while it is being written', async () => {
    let release: (reply: string) => void = () => {};
    const reply = new Promise<string>((resolve) => {
      release = resolve;
    });
    const { state, actions } = await open(['An answer.', { late: reply }]);
    actions.align.addPrinciple('Keep it short.');
    const target = await answered({ state, actions });
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.setFeedbackText('Shorter still.');
    actions.align.submitFeedback();
    actions.align.deletePrinciples(state().project.prompt.principles.map(({ id }) => id));
    release(edit(1, 'Keep it very short.'));
    await until(() => state().alignment.status === 'idle');
    expect(state().project.prompt.principles).toEqual([]);
    expect(state().project.drafts.review).toMatchObject({ kind: 'mutation', mutation: { kind: 'edit' } });
    actions.align.acceptReview('Keep it very short.');
    expect(state().project.prompt.principles).toEqual([]);
    actions.align.addReviewAsNew('Keep it very short.');
    expect(state().project.prompt.principles.map(({ text }) => text)).toEqual(['Keep it very short.']);
  });

  it('updates the prompt directly only after a review', async () => {
    const updated = 'Give two creative uses for {item}. The reader is {audience}.';
    const { state, actions } = await open(['An answer.', prompt(updated)]);
    const before = state().project.prompt.preamble;
    const target = await answered({ state, actions });
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.setApplyAs('prompt');
    actions.align.setFeedbackText('Two are enough.');
    actions.align.submitFeedback();
    await until(() => state().alignment.status === 'idle');
    expect(state().project.prompt.preamble).toBe(before);
    actions.align.acceptReview(updated);
    expect(state().project.prompt.preamble).toBe(updated);
    expect(state().project.prompt.principles).toEqual([]);
  });
});

describe('a folded principle', () => {
  const original = 'Give three creative uses for {item}. The reader is {audience}.';
  const folded = `${original} Be brief.`;

  async function openFolded(replies: readonly string[] = []) {
    const opened = await open([prompt(folded), ...replies]);
    const { state, actions } = opened;
    actions.align.setPreamble(original);
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await until(() => state().project.drafts.review !== null);
    actions.align.acceptReview(folded);
    return { ...opened, id: state().project.prompt.principles[0]?.id ?? '' };
  }

  it('stays folded when it is ticked or edited in the list: it would be sent twice', async () => {
    const { state, actions, id } = await openFolded();
    actions.align.turnPrinciples([id], 'on');
    actions.align.editPrinciple(id, 'Be long.');
    expect(state().project.prompt).toMatchObject({
      preamble: folded,
      principles: [{ text: 'Be brief.', status: 'folded' }],
    });
  });

  it('comes out of the prompt in one step, which undo takes back', async () => {
    const { state, actions, id } = await openFolded();
    expect(await actions.align.takeOutOfPrompt(id)).toBe(true);
    expect(state().project.prompt).toMatchObject({ preamble: original, fold: null, principles: [{ status: 'on' }] });
    actions.align.undo();
    expect(state().project.prompt).toMatchObject({ preamble: folded, principles: [{ status: 'folded' }] });
  });

  it('comes out for review where the author has written on, and keeps their words', async () => {
    const { state, actions, id } = await openFolded();
    actions.align.setPreamble(`${folded} Use a list.`);
    expect(await actions.align.takeOutOfPrompt(id)).toBe(false);
    expect(state().project.drafts.review).toMatchObject({ kind: 'unfold', after: `${original} Use a list.` });
    actions.align.acceptReview(`${original} Use a list.`);
    await until(() => state().project.prompt.fold === null);
    expect(state().project.prompt.principles).toMatchObject([{ status: 'on' }]);
  });

  it('is said in its new words once the prompt is updated', async () => {
    const { state, actions, id } = await openFolded([prompt(`${original} Be long.`)]);
    actions.align.updateFolded(id, 'Be long.');
    await until(() => state().project.drafts.review !== null);
    actions.align.acceptReview(`${original} Be long.`);
    await until(() => state().project.prompt.preamble.endsWith('long.'));
    expect(state().project.prompt.principles).toMatchObject([
      { text: 'Be long.', status: 'folded', sources: [{ by: 'author' }, { by: 'author', was: 'Be brief.' }] },
    ]);
  });
});

describe('folding', () => {
  it('marks the folded principles, so that they are not sent twice, and can be taken back', async () => {
    const folded = 'Give three short creative uses for {item}. The reader is {audience}.';
    const { state, actions } = await open([prompt(folded), 'An answer.']);
    const original = state().project.prompt.preamble;
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await until(() => state().project.drafts.review !== null);
    actions.align.acceptReview(folded);
    expect(state().project.prompt).toMatchObject({ preamble: folded, principles: [{ status: 'folded' }] });
    await answered({ state, actions });
    expect(state().project.runs[0]?.prompt).not.toContain('Be brief.');
    actions.align.restoreOriginal();
    expect(state().project.prompt).toMatchObject({ preamble: original, fold: null, principles: [{ status: 'on' }] });
  });

  it('refuses a proposal that drops a variable, and says which', async () => {
    const { state, actions } = await open([prompt('Give three uses for {item}.')]);
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await until(() => state().alignment.status === 'failed');
    expect(state().alignment).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('{audience}') },
    });
    expect(state().project.drafts.review).toBeNull();
  });
});

describe('typing in the prompt', () => {
  it('is one revision while it goes on, and another after a pause', async () => {
    const { state, actions, clock } = await open([]);
    for (const text of ['a', 'ab', 'abc']) {
      actions.align.setPreamble(text);
      clock.pass(200);
    }
    clock.pass(5000);
    actions.align.setPreamble('abcd');
    expect(state().project.history.revisions).toHaveLength(2);
    actions.align.undo();
    expect(state().project.prompt.preamble).toBe('abc');
    actions.align.undo();
    expect(state().project.prompt.preamble).toContain('Give three creative uses');
  });
});

describe('projects', () => {
  it('keeps each its own work', async () => {
    const { state, actions } = await open([]);
    const first = state().project.id;
    actions.align.setPreamble('Changed.');
    await actions.project.newProject();
    expect(state().project.prompt.preamble).toBe('');
    await actions.project.openProject(first);
    expect(state().project.prompt.preamble).toBe('Changed.');
  });

  it('shows why a file was not imported, and leaves the present project as it was', async () => {
    const { state, actions } = await open([]);
    const before = state().project;
    await actions.project.importFile(new File(['{'], 'broken.json'));
    expect(state().notices).toMatchObject([{ title: 'Not JSON', details: ['Line 1: …'] }]);
    expect(state().project).toBe(before);
  });

  it('opens another one when the present one is deleted', async () => {
    const { state, actions } = await open([]);
    const { id } = state().project;
    await actions.project.deleteProject();
    expect(state().project.id).not.toBe(id);
    expect(state().projects.map((project) => project.id)).toEqual([state().project.id]);
  });
});

describe('keys', () => {
  it('go to the models, and to the device only when asked', async () => {
    const { state, actions, configs, storage } = await open([]);
    actions.services.setKey('secret');
    expect(configs.at(-1)?.gemini.key).toBe('secret');
    expect(await storage.device.loadKey('gemini')).toBe('');
    actions.services.updateGemini({ rememberKey: true });
    expect(await storage.device.loadKey('gemini')).toBe('secret');
    actions.services.updateGemini({ rememberKey: false });
    expect(await storage.device.loadKey('gemini')).toBe('');
    expect(JSON.stringify(state().project)).not.toContain('secret');
  });
});

type Late = { readonly late: Promise<string> };

/** A studio with one scripted model that writes three candidates, and a clock that stands until it is told to pass. */
async function open(replies: readonly (ScriptedReply | Late)[] | (() => ScriptedReply)) {
  let time = Date.parse(someInstant);
  const scripted = scriptedModel({
    replies: typeof replies === 'function' ? replies : replies.map((reply) => (isLate(reply) ? '…' : reply)),
  });
  const late = typeof replies === 'function' ? [] : replies;
  const model: LanguageModel = {
    ...scripted,
    async *stream(request, signal) {
      const reply = late[scripted.requests.length];
      for await (const event of scripted.stream(request, signal)) {
        if (event.type === 'done' && isLate(reply)) {
          yield { ...event, reply: { ...event.reply, text: await reply.late } };
        } else yield event;
      }
    },
  };
  const opened = await openStudio({
    model,
    readProjectFile: async () => err({ kind: 'syntax', title: 'Not JSON', problems: ['Line 1: …'] }),
    now: () => new Date(time).toISOString(),
  });
  opened.actions.settings.updateSettings({ candidates: 3 });
  return {
    ...opened,
    model: scripted,
    clock: {
      pass(ms: number) {
        time += ms;
      },
    },
  };
}

async function critique(opened: OpenedStudio, text: string) {
  const target = await answered(opened);
  opened.actions.align.openFeedback({ ...target, kind: 'critique' });
  opened.actions.align.setFeedbackText(text);
  opened.actions.align.submitFeedback();
  await until(() => opened.state().alignment.status !== 'working');
}

function candidateStates(state: OpenedStudio['state']) {
  return (
    state()
      .project.runs.at(-1)
      ?.candidates.map((candidate) => candidate.state) ?? []
  );
}

function isLate(reply: ScriptedReply | Late | undefined): reply is Late {
  return typeof reply === 'object' && 'late' in reply;
}
