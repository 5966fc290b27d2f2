import { describe, expect, it } from 'vitest';
import { answered, type OpenedStudio, openScripted, settled } from '../testing/open-studio';
import { until } from '../testing/turns';
import { isAligning, selectWorking } from './align/align-state';

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

describe('feedback', () => {
  it('becomes a principle with its provenance, in one call, and can be undone', async () => {
    const { state, actions, model } = await openScripted(['A long answer.', add('Be brief.')]);
    await critique({ state, actions }, 'Too long.');
    const [principle] = state().project.prompt.principles;
    expect(principle).toMatchObject({
      text: 'Be brief.',
      status: 'on',
      sources: [{ by: 'feedback', feedback: { kind: 'critique', text: 'Too long.' }, response: 'A long answer.' }],
    });
    expect(model.requests).toHaveLength(2);
    expect(state().project.turns[0]?.candidates[0]?.feedback).toMatchObject([{ became: principle?.id }]);
    expect(state().project.drafts.feedback).toBeNull();
    actions.align.undo();
    expect(state().project.prompt.principles).toEqual([]);
    actions.align.redo();
    expect(state().project.prompt.principles).toHaveLength(1);
  });

  it('asks for rationales once, however often the panel is opened', async () => {
    const { state, actions, model } = await openScripted(['An answer.', rationales]);
    const target = await answered({ state, actions });
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.suggestRationales();
    await until(() => Object.values(state().align.rationales).some(({ status }) => status === 'ready'));
    actions.align.closeFeedback();
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.suggestRationales();
    expect(model.requests).toHaveLength(2);
  });

  it('is kept word for word when the reply cannot be read twice', async () => {
    const { state, actions } = await openScripted(['An answer.', 'certainly!', 'no JSON again']);
    const { candidateId } = await critique({ state, actions }, 'Too long.');
    expect(state().align.alignments.get(candidateId)).toMatchObject({
      status: 'failed',
      problem: { kind: 'unreadable', raw: 'no JSON again' },
    });
    expect(Object.values(state().project.drafts.feedbackTexts)).toEqual(['Too long.']);
    expect(state().project.drafts.feedback).not.toBeNull();
  });

  it('that could not be turned into a principle becomes one in the words of its author, with where it came from', async () => {
    const { state, actions, model } = await openScripted(['An answer.', 'certainly!', 'no JSON again']);
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
    expect(state().align.alignments.size).toBe(0);
    expect(state().project.drafts.feedback).toBeNull();
    expect(model.requests).toHaveLength(asked);
    actions.align.undo();
    expect(state().project.prompt.principles).toEqual([]);
  });

  it('is no principle when it is longer than one can be, and says so, and keeps the words', async () => {
    const { state, actions } = await openScripted(['An answer.', 'certainly!', 'no JSON again']);
    const tooLong = 'Too long. '.repeat(1100).trim();
    await critique({ state, actions }, tooLong);

    actions.align.addFeedbackAsWritten();

    expect(state().project.prompt.principles).toEqual([]);
    expect(Object.values(state().project.drafts.feedbackTexts)).toEqual([tooLong]);
    expect(state().notices.map(({ title }) => title)).toContain('Too long for a principle');
  });

  it('is no principle when it is a rewrite, or has no words', async () => {
    const { state, actions } = await openScripted(['An answer.']);
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
    const { state, actions } = await openScripted(['An answer.']);
    const target = await answered({ state, actions });
    actions.align.openFeedback({ ...target, kind: 'kudos' });
    actions.align.setFeedbackText('I like it');
    actions.align.closeFeedback();
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.openFeedback({ ...target, kind: 'kudos' });
    expect(Object.values(state().project.drafts.feedbackTexts)).toContain('I like it');
  });

  it('is held for review when the author chose so, and changes nothing before Accept', async () => {
    const { state, actions } = await openScripted(['An answer.', add('Be brief.')]);
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
    const { state, actions } = await openScripted(['An answer.', { comes: reply }]);
    actions.align.addPrinciple('Keep it short.');
    const target = await answered({ state, actions });
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.setFeedbackText('Shorter still.');
    actions.align.submitFeedback();
    actions.align.deletePrinciples(state().project.prompt.principles.map(({ id }) => id));
    release(edit(1, 'Keep it very short.'));
    await until(() => !isAligning(state()));
    expect(state().project.prompt.principles).toEqual([]);
    expect(state().project.drafts.review).toMatchObject({ kind: 'mutation', mutation: { kind: 'edit' } });
    actions.align.acceptReview('Keep it very short.');
    expect(state().project.prompt.principles).toEqual([]);
    actions.align.addReviewAsNew('Keep it very short.');
    expect(state().project.prompt.principles.map(({ text }) => text)).toEqual(['Keep it very short.']);
  });

  it('updates the prompt directly only after a review', async () => {
    const updated = 'Give two creative uses for {item}. The reader is {audience}.';
    const { state, actions } = await openScripted(['An answer.', prompt(updated)]);
    const before = state().project.prompt.preamble;
    const target = await answered({ state, actions });
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.setApplyAs('prompt');
    actions.align.setFeedbackText('Two are enough.');
    actions.align.submitFeedback();
    await until(() => !isAligning(state()));
    expect(state().project.prompt.preamble).toBe(before);
    actions.align.acceptReview(updated);
    expect(state().project.prompt.preamble).toBe(updated);
    expect(state().project.prompt.principles).toEqual([]);
  });
});

describe('feedback on two responses at a time', () => {
  it('is worked on side by side: one is stopped and keeps its words, the other becomes a principle', async () => {
    const { submitOnBoth, state, actions, replies } = await openTwo();
    const [first, second] = await submitOnBoth();
    expect([first, second].map((about) => selectWorking(state(), { about, task: 'feedback' }))).toEqual([
      { status: 'working', task: 'feedback', wait: null },
      { status: 'working', task: 'feedback', wait: null },
    ]);
    actions.align.cancelAlignment(first);
    await until(() => !state().align.alignments.has(first));
    expect(selectWorking(state(), { about: second, task: 'feedback' })).not.toBeNull();
    replies[1]?.(add('Name no place.'));
    await until(() => !isAligning(state()));
    expect(state().project.prompt.principles.map(({ text }) => text)).toEqual(['Name no place.']);
    expect(Object.values(state().project.drafts.feedbackTexts)).toEqual([`On ${first}.`]);
  });

  it('is asked for once a response, however often it is submitted', async () => {
    const { submitOnBoth, state, actions, model } = await openTwo();
    await submitOnBoth();
    actions.align.submitFeedback();
    expect(model.requests.filter(({ purpose }) => purpose === 'propose-mutation')).toHaveLength(2);
    actions.align.stop();
    await until(() => !isAligning(state()));
  });

  it('holds the proposal that comes first, and tells the words of the other', async () => {
    const { submitOnBoth, state, actions, replies } = await openTwo();
    actions.settings.updateSettings({ feedbackApplies: 'review' });
    await submitOnBoth();
    replies[1]?.(add('Name no place.'));
    await until(() => state().project.drafts.review !== null);
    replies[0]?.(add('Be brief.'));
    await until(() => !isAligning(state()));
    expect(state().project.drafts.review).toMatchObject({ mutation: { text: 'Name no place.' } });
    expect(state().notices).toMatchObject([{ title: 'A proposal was not applied', details: ['Be brief.'] }]);
  });
});

describe('a proposal', () => {
  it('is not lost when it is accepted without words', async () => {
    const { state, actions } = await openScripted([
      'An answer.',
      JSON.stringify({ action: 'add', principle: 0, text: 'Be brief.' }),
    ]);
    const target = await answered({ state, actions });
    actions.settings.updateSettings({ feedbackApplies: 'review' });
    actions.align.openFeedback({ ...target, kind: 'critique' });
    actions.align.setFeedbackText('Too long.');
    actions.align.submitFeedback();
    await until(() => state().project.drafts.review !== null);
    actions.align.acceptReview(' ');
    expect(state().project.drafts.review).not.toBeNull();
  });
});

async function critique(opened: OpenedStudio, text: string) {
  const target = await answered(opened);
  opened.actions.align.openFeedback({ ...target, kind: 'critique' });
  opened.actions.align.setFeedbackText(text);
  opened.actions.align.submitFeedback();
  await until(() => !isAligning(opened.state()));
  return target;
}

/** Two responses of one turn, and replies to feedback on them that come when the test says so. */
async function openTwo() {
  const replies: ((reply: string) => void)[] = [];
  const opened = await openScripted(({ purpose }) =>
    purpose === 'propose-mutation'
      ? { comes: new Promise<string>((resolve) => void replies.push(resolve)) }
      : 'An answer.',
  );
  const { state, actions } = opened;
  actions.settings.updateSettings({ candidates: 2 });
  actions.align.run();
  await settled(state);
  const turn = state().project.turns.at(-1);
  const submitOnBoth = async () => {
    const [first = '', second = ''] = turn?.candidates.map(({ id }) => id) ?? [];
    for (const candidateId of [first, second]) {
      actions.align.openFeedback({ turnId: turn?.id ?? '', candidateId, kind: 'critique' });
      actions.align.setFeedbackText(`On ${candidateId}.`);
      actions.align.submitFeedback();
    }
    await until(() => replies.length === 2);
    return [first, second] as const;
  };
  return { ...opened, replies, submitOnBoth };
}
