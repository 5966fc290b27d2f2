import { beforeAll, expect, it } from 'vitest';
import { type OpenedStudio, openScripted, settled } from '../../testing/open-studio';
import { until } from '../../testing/turns';
import { isAligning } from '../align/align-state';

// Fetched with the first action otherwise, which takes more turns than a test waits for.
beforeAll(() => import('./chat-actions'));

const prices = 'When the user asks for prices, name them.';
const when = { scope: 'turn', trigger: 'When the user asks for prices' } as const;
const proposal = (given: object) => JSON.stringify({ action: 'add', principle: 0, text: prices, ...when, ...given });

it('feedback on a turn becomes a principle that knows when it holds, who spoke and why it is there', async () => {
  const { state, actions, model } = await talk(['Welcome!', proposal({ reason: 'Visitors ask for them.' })]);
  actions.align.setBot({ speaker: 'end-user' });
  await critique({ state, actions });
  expect(state().project.prompt.principles).toMatchObject([
    { text: prices, when, sources: [{ by: 'feedback', speaker: 'end-user', reason: 'Visitors ask for them.' }] },
  ]);
  expect(model.requests[1]).toMatchObject({
    purpose: 'propose-mutation',
    subject: { conversation: [{ role: 'user' }], response: 'Welcome!' },
  });
});

it('when a principle holds comes back with an undo, and goes with an edit to one that always does', async () => {
  const { state, actions } = await talk([
    'Welcome!',
    proposal({}),
    proposal({ action: 'edit', principle: 1, scope: 'always', trigger: '', text: 'Name prices.' }),
  ]);
  await critique({ state, actions });
  await critique({ state, actions });
  expect(state().project.prompt.principles[0]).toMatchObject({ text: 'Name prices.' });
  expect(state().project.prompt.principles[0]).not.toHaveProperty('when');
  actions.align.undo();
  expect(state().project.prompt.principles[0]).toMatchObject({ text: prices, when });
});

it('an edit by hand lets a principle always hold once its words begin with another clause', async () => {
  const { state, actions } = await talk(['Welcome!', proposal({})]);
  await critique({ state, actions });
  const id = state().project.prompt.principles[0]?.id ?? '';
  actions.align.editPrinciple(id, 'When the user asks for prices, name them in euros.');
  expect(state().project.prompt.principles[0]).toMatchObject({ when });
  actions.align.editPrinciple(id, 'Name prices in euros.');
  expect(state().project.prompt.principles[0]).not.toHaveProperty('when');
});

it('when a principle holds is changed by hand without a change of its words, as one step back', async () => {
  const { state, actions } = await talk(['Welcome!', proposal({})]);
  await critique({ state, actions });
  const { id = '', text = '' } = state().project.prompt.principles[0] ?? {};
  const before = state().project.history.revisions.length;
  actions.align.editPrinciple(id, text, { ...when, scope: 'conversation' });
  actions.align.editPrinciple(id, text, { ...when, scope: 'conversation' });
  expect(state().project.prompt.principles[0]).toMatchObject({ text, when: { scope: 'conversation' } });
  expect(state().project.history.revisions).toHaveLength(before + 1);
  actions.align.undo();
  expect(state().project.prompt.principles[0]).toMatchObject({ when });
});

it('a principle that is written by hand begins to hold as its first clause says, where there is a bot', async () => {
  const { state, actions } = await openScripted();
  actions.align.addPrinciple(prices);
  actions.align.setMode('chat');
  actions.align.addPrinciple(prices);
  const [single, chat] = state().project.prompt.principles;
  expect(single).not.toHaveProperty('when');
  expect(chat).toMatchObject({ when });
});

it('words that the author changes before they accept them hold as long as they begin so', async () => {
  const { state, actions } = await talk(['Welcome!', proposal({}), proposal({ text: `${prices} Always.` })]);
  actions.settings.updateSettings({ feedbackApplies: 'review' });
  await critique({ state, actions });
  actions.align.setReviewText('Name prices.');
  actions.align.setReviewText(prices);
  actions.align.rewordProposal('narrower', prices);
  await until(() => !isAligning(state()));
  expect(state().project.drafts.review).toMatchObject({ mutation: { text: `${prices} Always.`, when } });
  actions.align.acceptReview('Name prices.');
  expect(state().project.prompt.principles).toMatchObject([{ text: 'Name prices.' }]);
  expect(state().project.prompt.principles[0]).not.toHaveProperty('when');
});

/** A studio whose bot has opened a conversation. */
async function talk(replies: readonly string[]) {
  const opened = await openScripted(replies);
  const { state, actions } = opened;
  actions.settings.updateSettings({ candidates: 1 });
  actions.align.setMode('chat');
  actions.align.setPreamble('You guide visitors through a museum.');
  actions.chat.restart();
  await until(() => state().project.turns.length === 1);
  await settled(state);
  return opened;
}

async function critique({ state, actions }: OpenedStudio): Promise<void> {
  const turn = state().project.turns.at(-1);
  const target = { turnId: turn?.id ?? '', candidateId: turn?.candidates[0]?.id ?? '' };
  actions.align.openFeedback({ ...target, kind: 'critique' });
  actions.align.setFeedbackText('It names no price.');
  actions.align.submitFeedback();
  await until(() => !isAligning(state()) && state().project.drafts.feedback === null);
}
