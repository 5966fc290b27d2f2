import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../../core/model/model-error';
import { openTune, tuningOf, withPrompts } from '../../testing/open-tune';
import { scriptedModel } from '../../testing/scripted-model';
import { turns } from '../../testing/turns';

const file = (text: string, name = 'mine.json') => new File([text], name);
const pair = { critique: 'What is vague?', revision: 'Make it plain.' };
const content = JSON.stringify({ critique_revision_principles: [pair], note: 'Kept.' });

describe('a constitution file', () => {
  it('becomes the constitution, with what was found while it was read, and is written as it was', async () => {
    const { state, tune } = await openTune();
    await tune.chooseConstitution(file(content));
    expect(tuningOf(state).constitution.pairs).toMatchObject([pair]);
    expect(state().tune.constitution).toMatchObject({ status: 'read', name: 'mine.json', notes: [{ kind: 'filled' }] });
    const written = await tune.constitutionFile();
    expect(JSON.parse(await written.text())).toEqual(JSON.parse(content));
  });

  it('in the place of another one, and an entry that was removed, are taken back by Undo', async () => {
    const { state, tune } = await openTune();
    const pairs = () => tuningOf(state).constitution.pairs.map(({ revision }) => revision);
    await tune.chooseConstitution(file(content));
    expect(state().tune.undo.past).toEqual([]);
    const other = { critique: 'Unkind?', revision: 'Make it kind.' };
    await tune.chooseConstitution(file(JSON.stringify({ critique_revision_principles: [other] }), 'kind.json'));
    await tune.setConstitution((constitution) => ({ ...constitution, pairs: [] }));
    expect(state().tune.undo.past.map(({ what }) => what)).toEqual(['open kind.json', 'remove from the constitution']);
    tune.undo();
    expect(pairs()).toEqual(['Make it kind.']);
    tune.undo();
    expect(pairs()).toEqual(['Make it plain.']);
    tune.redo();
    expect(pairs()).toEqual(['Make it kind.']);
  });

  it('that was edited since is not taken back with what was written', async () => {
    const { state, tune } = await openTune();
    await tune.chooseConstitution(file(content));
    await tune.setConstitution((constitution) => ({ ...constitution, pairs: [] }));
    await tune.setConstitution((constitution) => ({
      ...constitution,
      systemMessages: { ...constitution.systemMessages, answer: 'You are kind.' },
    }));
    expect(state().tune.undo.past).toEqual([]);
    tune.undo();
    expect(tuningOf(state).constitution.systemMessages.answer).toBe('You are kind.');
  });

  it('that is none is refused with why, and the constitution before stays', async () => {
    const { state, tune } = await openTune();
    await tune.chooseConstitution(file(content));
    await tune.chooseConstitution(file('[1]', 'list.json'));
    expect(state().tune.constitution).toMatchObject({
      status: 'refused',
      name: 'list.json',
      message: expect.stringContaining('Line 1: expected an object'),
    });
    expect(tuningOf(state).constitution.pairs).toHaveLength(1);
  });

  it('that the device does not give any more is refused with what it said', async () => {
    const { state, tune } = await openTune();
    const gone = Object.assign(file(content), { text: () => Promise.reject(new Error('NotReadableError')) });
    await tune.chooseConstitution(gone);
    expect(state().tune.constitution).toMatchObject({
      status: 'refused',
      message: expect.stringMatching(/NotReadableError.*Choose it again/),
    });
  });

  it('of ours brings its prompts along where there are none, and leaves those that are there', async () => {
    const fetchFile = async (path: string) =>
      new Blob([readFileSync(resolve(import.meta.dirname, '../../../public', path))]);
    const { state, tune } = await openTune({ fetchFile });
    await tune.openSampleConstitution('socratic-tutor');
    expect(tuningOf(state).constitution.pairs.length).toBeGreaterThan(0);
    expect(tuningOf(state).prompts.dataset).not.toBeNull();
    const own = await withPrompts({ fetchFile });
    await own.tune.openSampleConstitution('support-agent');
    expect(own.state().tune.constitution).toMatchObject({ name: 'support-agent.constitution.json' });
    expect(tuningOf(own.state).prompts.dataset).toBeNull();
  });

  it('of ours that the host does not give is said', async () => {
    const { state, tune } = await openTune();
    await tune.openSampleConstitution('socratic-tutor');
    expect(state().notices.at(-1)).toMatchObject({ title: '“Socratic tutor” could not be fetched' });
  });
});

describe('principles of the project', () => {
  const requests = (words: string) =>
    JSON.stringify({
      critique: `Where not ${words}?`,
      revision: `Make it ${words}.`,
      comparison: `Which is ${words}?`,
    });

  async function withPrinciples(replies: Parameters<typeof scriptedModel>[0]['replies']) {
    const opened = await openTune({ model: scriptedModel({ replies }) });
    opened.actions.align.addPrinciple('Be kind.');
    opened.actions.align.addPrinciple('Be brief.');
    await turns();
    return opened;
  }

  it('become a pair and a comparison principle each, which count once they are taken', async () => {
    const { state, tune } = await withPrinciples((request) =>
      requests(JSON.stringify(request.subject).includes('kind') ? 'kind' : 'brief'),
    );
    await tune.proposeFromPrinciples();
    const { fromPrinciples } = state().tune;
    if (fromPrinciples.status !== 'proposed') throw new Error('Expected proposals.');
    const own = fromPrinciples.proposals.slice(-2);
    expect(own.map(({ pair: { critique } }) => critique)).toEqual(['Where not kind?', 'Where not brief?']);
    expect(tuningOf(state).constitution.pairs).toEqual([]);
    tune.takeProposals([own[1]?.pair.id ?? '']);
    const { constitution } = tuningOf(state);
    expect(constitution.pairs).toMatchObject([{ revision: 'Make it brief.', from: { wording: 'Be brief.' } }]);
    expect(constitution.comparisonPrinciples).toMatchObject([{ text: 'Which is brief?' }]);
    expect(state().tune.fromPrinciples).toEqual({ status: 'idle' });
  });

  it('that a model fails on are named with why, and the others are proposed', async () => {
    const failure = new ModelError({ kind: 'over-budget', code: 'BUDGET', message: 'The budget is spent.' });
    const { state, tune } = await withPrinciples((request) => {
      if (JSON.stringify(request.subject).includes('kind')) throw failure;
      return requests('brief');
    });
    await tune.proposeFromPrinciples();
    const { fromPrinciples } = state().tune;
    expect(fromPrinciples).toMatchObject({
      status: 'proposed',
      failed: [{ principle: 'Be kind.', message: 'The budget is spent.' }],
    });
  });

  it('that are off ask for nothing', async () => {
    const { state, tune, actions } = await withPrinciples(() => requests('kind'));
    actions.align.turnPrinciples(
      state().project.prompt.principles.map(({ id }) => id),
      'off',
    );
    await tune.proposeFromPrinciples();
    expect(state().notices.at(-1)?.title).toBe('There are no principles');
    expect(state().tune.fromPrinciples).toEqual({ status: 'idle' });
  });
});
