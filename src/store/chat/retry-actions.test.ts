import { beforeAll, describe, expect, it } from 'vitest';
import { shownRetry } from '../../core/alignment/retry-offer';
import { candidateText } from '../../core/conversation/candidate';
import { memoryStorage, type OpenedStudio, openScripted, openStudio, settled } from '../../testing/open-studio';
import { until } from '../../testing/turns';
import { isAligning } from '../align/align-state';

// Fetched with the first action otherwise, which takes more turns than a test waits for.
beforeAll(() => import('./chat-actions'));

const proposal = JSON.stringify({
  action: 'add',
  principle: 0,
  scope: 'always',
  trigger: '',
  text: 'Be brief.',
  reason: '',
});

describe('rewind and try again', () => {
  it('answers the turn that the feedback was about again, under the new principle, with as many candidates as are set', async () => {
    const opened = await talk();
    const { state, actions, model } = opened;
    const old = await critique(opened);
    actions.settings.updateSettings({ candidates: 2 });
    await tryAgain(opened, old);
    const fresh = state().project.turns.at(-1);
    expect(fresh).toMatchObject({ parentId: old.parentId, input: { message: { text: 'What does it cost?' } } });
    expect(fresh?.candidates).toHaveLength(2);
    expect(fresh?.input.prompt).toContain('1. Be brief.');
    expect(model.requests.at(-1)?.prompt.system).toContain('1. Be brief.');
    expect(shownRetry(state().project)).toMatchObject({
      before: { id: old.candidates[0]?.id },
      after: { id: fresh?.id },
    });
  });

  it('goes on from the new response when that is kept, and the old one stays as a branch', async () => {
    const opened = await talk();
    const { state, actions } = opened;
    const old = await critique(opened);
    const fresh = await tryAgain(opened, old);
    actions.chat.keepNew(fresh.candidates[0]?.id ?? '');
    expect(state().project.turns.find(({ id }) => id === fresh.id)?.chosenId).toBe(fresh.candidates[0]?.id);
    expect(leafOf(opened)).toBe(fresh.id);
    expect(state().project.chat).not.toHaveProperty('retry');
    expect(state().project.turns.map(({ id }) => id)).toContain(old.id);
  });

  it('goes back to where the conversation ended when the old one is kept, and the new one stays as a branch', async () => {
    const opened = await talk();
    const { state, actions } = opened;
    const old = await critique(opened);
    actions.align.setMessage('And for children?');
    actions.chat.send();
    await settled(state);
    const end = leafOf(opened);
    const fresh = await tryAgain(opened, old);
    actions.chat.keepOld();
    expect(leafOf(opened)).toBe(end);
    expect(state().project.turns.map(({ id }) => id)).toContain(fresh.id);
    expect(shownRetry(state().project)).toBeNull();
  });

  it('of an opening is another conversation, and the old one shows that one again', async () => {
    const opened = await talk();
    const { state, actions } = opened;
    const [opening] = state().project.turns;
    if (opening === undefined) throw new Error('Expected an opening.');
    const before = state().project.chat.currentId;
    const old = await critique(opened, opening.id);
    actions.align.setBot({ opening: { by: 'text', text: 'Hi.' } });
    const fresh = await tryAgain(opened, old);
    expect(fresh).toMatchObject({ parentId: null, input: { message: { isCue: true } } });
    expect(candidateText(fresh.candidates[0]?.state ?? { status: 'waiting' })).toBe('Fine.');
    expect(state().project.chat.currentId).not.toBe(before);
    actions.chat.keepOld();
    expect(state().project.chat.currentId).toBe(before);
    expect(state().project.chat.conversations).toHaveLength(2);
  });

  it('waits for whoever writes', async () => {
    const opened = await talk();
    const old = await critique(opened);
    opened.actions.align.setMessage('And for children?');
    opened.actions.chat.send();
    const count = opened.state().project.turns.length;
    opened.actions.chat.rewindAndTryAgain(asked(opened, old));
    expect(opened.state().project.turns).toHaveLength(count);
    await settled(opened.state);
  });

  it('is still open to be decided after a reload', async () => {
    const storage = memoryStorage();
    const opened = await talk(storage);
    const old = await critique(opened);
    const fresh = await tryAgain(opened, old);
    await opened.actions.project.flush();
    const again = await openStudio({ storage });
    expect(shownRetry(again.state().project)).toMatchObject({ after: { id: fresh.id } });
  });
});

/** The bot has opened a conversation and answered a question. */
async function talk(storage = memoryStorage()) {
  const { model } = await openScripted(({ purpose }) => (purpose === 'propose-mutation' ? proposal : 'Fine.'));
  const opened = { ...(await openStudio({ model, storage })), model };
  const { state, actions } = opened;
  actions.settings.updateSettings({ candidates: 1 });
  actions.align.setMode('chat');
  actions.align.setPreamble('You guide visitors through a museum.');
  actions.chat.restart();
  await until(() => state().project.turns.length === 1);
  await settled(state);
  actions.align.setMessage('What does it cost?');
  actions.chat.send();
  await settled(state);
  return opened;
}

async function critique({ state, actions }: OpenedStudio, turnId = state().project.turns.at(-1)?.id ?? '') {
  const turn = state().project.turns.find(({ id }) => id === turnId);
  if (turn === undefined) throw new Error('Expected a turn.');
  actions.align.openFeedback({ turnId, candidateId: turn.candidates[0]?.id ?? '', kind: 'critique' });
  actions.align.setFeedbackText('Too long.');
  actions.align.submitFeedback();
  await until(() => !isAligning(state()) && state().project.drafts.feedback === null);
  return turn;
}

function asked(
  { state }: OpenedStudio,
  old: { readonly id: string; readonly candidates: readonly { readonly id: string }[] },
) {
  const principleId = state().project.prompt.principles[0]?.id ?? '';
  return { principleId, before: { turnId: old.id, candidateId: old.candidates[0]?.id ?? '' } };
}

async function tryAgain(opened: OpenedStudio, old: Parameters<typeof asked>[1]) {
  opened.actions.chat.rewindAndTryAgain(asked(opened, old));
  await settled(opened.state);
  const fresh = opened.state().project.turns.at(-1);
  if (fresh === undefined) throw new Error('Expected a turn.');
  return fresh;
}

function leafOf({ state }: OpenedStudio): string | undefined {
  const { chat } = state().project;
  return chat.conversations.find(({ id }) => id === chat.currentId)?.leafId;
}
