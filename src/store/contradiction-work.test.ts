import { describe, expect, it } from 'vitest';
import { memoryStorage, type OpenedStudio, openStudio } from '../testing/open-studio';
import { type ScriptedReply, scriptedModel } from '../testing/scripted-model';
import { turns, until } from '../testing/turns';

const found = (n: number) => JSON.stringify({ conflicts: [{ principle: n, why: 'one is short, one is long.' }] });
const none = JSON.stringify({ conflicts: [] });

describe('a new principle of a bot', () => {
  it('is compared with the others in one call, and what contradicts it is kept, also after a reload', async () => {
    const storage = memoryStorage();
    const { state, actions, model } = await bot([found(1)], storage);
    actions.align.addPrinciple('Explain everything.');
    await checked({ state, actions });
    const [one, other] = state().project.prompt.principles;
    expect(state().project.chat.contradictions).toEqual([
      {
        one: { id: other?.id, text: 'Explain everything.' },
        other: { id: one?.id, text: 'Be brief.' },
        why: 'one is short, one is long.',
      },
    ]);
    expect(model.requests.map(({ purpose }) => purpose)).toEqual(['find-conflicts']);
    await actions.project.flush();
    const again = await openStudio({ storage });
    expect(again.state().project.chat.contradictions).toHaveLength(1);
  });

  it('costs no call where it is the only one, or where there is no bot', async () => {
    const { state, actions, model } = await bot([]);
    actions.align.deletePrinciples(state().project.prompt.principles.map(({ id }) => id));
    actions.align.addPrinciple('Explain everything.');
    actions.align.setMode('single');
    actions.align.addPrinciple('Be kind.');
    await turns();
    expect(model.requests).toEqual([]);
  });

  it('is not asked about again before it is worded anew', async () => {
    const { state, actions, model } = await bot([none, none]);
    actions.align.addPrinciple('Explain everything.');
    await checked({ state, actions });
    const id = state().project.prompt.principles[1]?.id ?? '';
    actions.align.editPrinciple(id, 'Explain everything.', null);
    actions.align.turnPrinciples([id], 'off');
    await turns();
    expect(model.requests).toHaveLength(1);
    actions.align.turnPrinciples([id], 'on');
    actions.align.editPrinciple(id, 'Explain the prices.');
    await checked({ state, actions });
    expect(model.requests).toHaveLength(2);
  });

  it('says why the look came to nothing, and nothing else is lost', async () => {
    const { state, actions } = await bot(['certainly!', 'no JSON again', found(1)]);
    actions.align.addPrinciple('Explain everything.');
    const id = state().project.prompt.principles[1]?.id ?? '';
    await until(() => state().align.contradictionChecks.get(id)?.status === 'failed');
    expect(state().project.prompt.principles).toHaveLength(2);
    actions.align.checkContradictions(id);
    await checked({ state, actions });
    expect(state().project.chat.contradictions).toHaveLength(1);
  });

  it('is kept beside the other one when the author says so', async () => {
    const { state, actions } = await bot([found(1)]);
    actions.align.addPrinciple('Explain everything.');
    await checked({ state, actions });
    const [one, other] = state().project.prompt.principles;
    actions.align.keepBoth([other?.id ?? '', one?.id ?? '']);
    expect(state().project.chat).not.toHaveProperty('contradictions');
  });

  it('that the rules found and the author keeps is not found again after a reload', async () => {
    const storage = memoryStorage();
    const { state, actions, model } = await bot([none], storage);
    actions.align.addPrinciple('Write at least 300 words.');
    await checked({ state, actions });
    const [one, other] = state().project.prompt.principles;
    actions.align.keepBoth([one?.id ?? '', other?.id ?? '']);
    actions.align.keepBoth([other?.id ?? '', one?.id ?? '']);
    await actions.project.flush();
    const again = await openStudio({ model, storage });
    expect(again.state().project.keptPairs).toEqual([
      { one: { id: other?.id, text: other?.text }, other: { id: one?.id, text: one?.text } },
    ]);
  });
});

describe('two principles', () => {
  const merge = JSON.stringify({ scope: 'always', trigger: '', text: 'Be brief, and explain prices.' });

  it('become one after a review, with what made both, and come back with one undo', async () => {
    const { state, actions } = await bot([none, merge]);
    actions.align.addPrinciple('Explain prices.');
    await checked({ state, actions });
    const [older, newer] = state().project.prompt.principles;
    actions.align.mergePrinciples([newer?.id ?? '', older?.id ?? '']);
    await until(() => state().project.drafts.review !== null);
    expect(state().project.prompt.principles).toHaveLength(2);
    expect(state().project.drafts.review).toMatchObject({
      kind: 'merge',
      older: { id: older?.id },
      newer: { id: newer?.id },
    });
    actions.align.acceptReview('Be brief, and explain all prices.');
    expect(state().project.prompt.principles).toMatchObject([
      {
        id: older?.id,
        text: 'Be brief, and explain all prices.',
        sources: [{ by: 'author' }, { by: 'author' }, { was: 'Be brief.' }],
      },
    ]);
    actions.align.undo();
    expect(state().project.prompt.principles).toEqual([older, newer]);
  });

  it('are not merged where one of them was changed since', async () => {
    const { state, actions } = await bot([none, merge, none]);
    actions.align.addPrinciple('Explain prices.');
    await checked({ state, actions });
    const [older, newer] = state().project.prompt.principles;
    actions.align.mergePrinciples([older?.id ?? '', newer?.id ?? '']);
    await until(() => state().project.drafts.review !== null);
    actions.align.editPrinciple(older?.id ?? '', 'Be very brief.');
    await checked({ state, actions });
    actions.align.acceptReview('Be brief, and explain prices.');
    expect(state().project.prompt.principles.map(({ text }) => text)).toEqual(['Be very brief.', 'Explain prices.']);
    expect(state().project.drafts.review).not.toBeNull();
  });
});

/** A bot with one principle. */
async function bot(replies: readonly ScriptedReply[], storage: ReturnType<typeof memoryStorage> = memoryStorage()) {
  const model = scriptedModel({ replies });
  const opened = await openStudio({ model, storage });
  opened.actions.align.setMode('chat');
  opened.actions.align.addPrinciple('Be brief.');
  return { ...opened, model };
}

async function checked({ state }: OpenedStudio): Promise<void> {
  await turns();
  await until(() => state().align.contradictionChecks.size === 0);
}
