import { beforeAll, describe, expect, it } from 'vitest';
import { aLocalModel } from '../../testing/local-models-harness';
import { type OpenedStudio, openScripted, settled } from '../../testing/open-studio';
import { until } from '../../testing/turns';
import { caseStates, presentOf } from '../cases/case-work';
import { nextFit } from './next-fit';

// Fetched with the first action otherwise, which takes more turns than a test waits for.
beforeAll(() => import('./chat-actions'));

const said = 'What can I see here, and what does it cost? '.repeat(20);
const answer = 'Clocks of all kinds. '.repeat(40);

describe('a conversation with a local model of 4,096 tokens', () => {
  it('goes on without its oldest exchanges, and says how many were not sent', async () => {
    const opened = await local(['Welcome!', ...Array.from({ length: 12 }, () => answer)]);
    const { state, model } = opened;
    for (let n = 0; n < 12; n += 1) await say(opened, `${n}. ${said}`);
    const turns = state().project.turns;
    expect(turns[5]?.input.leftOut).toBeUndefined();
    const { leftOut = 0 } = turns.at(-1)?.input ?? {};
    expect(leftOut).toBeGreaterThan(1);
    const texts = model.requests
      .at(-1)
      ?.prompt.turns.map(({ parts }) => (parts[0]?.type === 'text' ? parts[0].text : ''));
    expect(texts?.[0]).toBe('Begin the conversation.');
    expect(texts?.[1]).toBe('Welcome!');
    expect(texts?.[2]).toMatch(new RegExp(`^${leftOut}\\. What`));
    expect(texts?.at(-1)).toMatch(/^11\. What/);
    const next = nextFit(state());
    if (next?.ok !== true) throw new Error('Expected the next message to fit.');
    expect(next.value.leftOut).toBeGreaterThanOrEqual(leftOut);
    expect(nextFit(state())).toBe(next);
  });

  it('sends a turn that is tried again as it was sent, whatever the model holds by now', async () => {
    const opened = await local(['Welcome!', ...Array.from({ length: 13 }, () => answer)]);
    const { state, actions, model } = opened;
    for (let n = 0; n < 12; n += 1) await say(opened, `${n}. ${said}`);
    const before = model.requests.at(-1)?.prompt;
    actions.settings.updateSettings({ promptModel: { provider: 'gemini', id: 'gemini-2.5-flash' } });
    const turn = state().project.turns.at(-1);
    actions.align.retryCandidate(turn?.id ?? '', turn?.candidates[0]?.id ?? '');
    await settled(state);
    expect(model.requests.at(-1)?.prompt).toEqual(before);
  });

  it('is pinned whole, and fitted anew to the model of each run', async () => {
    const passes = '{"verdict":"passes","reason":"So it is."}';
    const opened = await local([
      'Welcome!',
      ...Array.from({ length: 12 }, () => answer),
      'Short.',
      passes,
      answer,
      passes,
    ]);
    const { state, actions, model } = opened;
    for (let n = 0; n < 12; n += 1) await say(opened, `${n}. ${said}`);
    const turn = state().project.turns.at(-1);
    const place = { turnId: turn?.id ?? '', candidateId: turn?.candidates[0]?.id ?? '' };
    const given = { kind: 'critique', at: '2026-01-02T03:04:06.000Z', became: null, text: 'It is too long.' } as const;
    await actions.project.flush();
    const project = {
      ...state().project,
      id: 'with-feedback',
      turns: state().project.turns.map((one) =>
        one === turn ? { ...one, candidates: one.candidates.map((each) => ({ ...each, feedback: [given] })) } : one,
      ),
    };
    await opened.storage.projects.save({ project, previous: null, expectedVersion: 0 });
    await actions.project.openProject(project.id);
    await actions.cases.pin({ ...place, feedbackAt: given.at });
    await actions.cases.run(null);
    const texts = (purpose: string) =>
      JSON.stringify(model.requests.filter((request) => request.purpose === purpose).at(-1)?.prompt);
    const [shown] = caseStates(presentOf(state()));
    expect(shown?.outcome).toBe('fixed');
    expect(shown?.leftOut).toBe(turn?.input.leftOut);
    for (const purpose of ['respond', 'judge-case']) {
      expect(texts(purpose)).not.toContain('"0. What');
      expect(texts(purpose)).toContain('11. What');
    }
    actions.settings.updateSettings({ promptModel: { provider: 'gemini', id: 'gemini-2.5-flash' } });
    await actions.cases.run(null);
    expect(texts('respond')).toContain('"0. What');
    expect(caseStates(presentOf(state()))[0]?.leftOut).toBe(0);
  });

  it('goes by what the list of models says once that is known', async () => {
    const { state, actions } = await local(['Welcome!']);
    expect(nextFit(state())).toMatchObject({ ok: true, value: { contextTokens: 4096 } });
    const customModels = [aLocalModel({ id: 'Gemma-test', contextTokens: 2000 })];
    actions.settings.updateSettings({ local: { ...state().settings.local, customModels } });
    expect(nextFit(state())).toMatchObject({ ok: true, value: { contextTokens: 2000 } });
    actions.settings.updateSettings({ promptModel: { provider: 'server', id: 'anything' } });
    expect(nextFit(state())).toMatchObject({ ok: true, value: { leftOut: 0, contextTokens: null } });
  });

  it('refuses a message of a million characters before the call, with its tokens and the room, and keeps it', async () => {
    const opened = await local(['Welcome!']);
    const { state, actions, model } = opened;
    const message = 'word '.repeat(200_000);
    actions.align.setMessage(message);
    actions.chat.send();
    await until(() => state().notices.length > 0);
    expect(state().notices.at(-1)).toMatchObject({ title: 'The message is too long' });
    expect(state().notices.at(-1)?.body).toMatch(/about 1\d\d,\d{3} tokens, and .*Gemma.* has room for 3,\d{3}\./);
    expect(model.requests).toHaveLength(1);
    expect(state().project.chat.messages[state().project.chat.currentId ?? '']).toBe(message);
  });

  it('refuses to open with a description that alone does not fit', async () => {
    const opened = await local(['Welcome!']);
    opened.actions.align.setPreamble('You guide visitors. '.repeat(2000));
    opened.actions.chat.restart();
    await until(() => opened.state().notices.length > 0);
    expect(opened.state().notices.at(-1)).toMatchObject({ title: 'The description is too long' });
    expect(opened.model.requests).toHaveLength(1);
  });
});

async function say({ state, actions }: OpenedStudio, text: string): Promise<void> {
  const { length } = state().project.turns;
  actions.align.setMessage(text);
  actions.chat.send();
  await until(() => state().project.turns.length === length + 1);
  await settled(state);
}

/** A studio whose bot runs on a local model, and has opened a conversation. */
async function local(replies: readonly string[]) {
  const opened = await openScripted(replies);
  const { state, actions } = opened;
  actions.settings.updateSettings({ candidates: 1, promptModel: { provider: 'webllm', id: 'Gemma-test' } });
  actions.align.setMode('chat');
  actions.align.setPreamble('You guide visitors through a museum.');
  actions.chat.restart();
  await until(() => state().project.turns.length === 1);
  await settled(state);
  return opened;
}
