import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseOutcome } from './core/cases/outcome';
import { applyMutation } from './core/constitution/apply-mutation';
import { candidateText } from './core/conversation/candidate';
import { currentConversation, openingCue } from './core/conversation/chat';
import { shownPath } from './core/conversation/shown-leaf';
import { branchesOf } from './core/conversation/tree';
import { defaultDeviceSettings } from './core/project/device-settings';
import { exportProjectJson } from './core/project/export-project';
import { importText } from './core/project/import-project';
import type { Project } from './core/project/project';
import { fetchedSamples } from './core/project/samples';
import { practiceLanguageModel } from './providers/practice/practice-model';
import { isAligning, isTalking } from './store/align/align-state';
import { caseStates } from './store/cases/case-work';
import { openStudio, settled } from './testing/open-studio';
import { until } from './testing/turns';

/**
 * The sample project of chat mode is made here as its author would make it: by what is pressed and typed, with the practice model. After a
 * change of the practice model or of the script below, make it anew with `npx vitest run src/museum-guide.test.ts --update`, and read what
 * was said.
 */
const path = resolve(import.meta.dirname, '../public/samples/museum-guide.project.json');
const conversationName = 'A first visit';

const listed = fetchedSamples.find(({ key }) => key === 'museum-guide');
const description = listed?.preamble ?? '';

const openingText = 'Welcome to the Museum of Clocks! I am Mila. What would you like to know?';
/** Asks for what the principles speak of, and for one thing that the description does not tell. */
const visitor = {
  kind: 'fixed',
  name: 'A family on a Sunday',
  messages: [
    'When are you open on Sundays?',
    'How much is a ticket?',
    'Which clock is the oldest?',
    'Is there a car park?',
  ],
} as const;

// Fetched with the first action otherwise, which takes more turns than a test waits for.
let made: Project;
beforeAll(async () => {
  await Promise.all([import('./store/chat/chat-actions'), import('./store/cases/case-actions')]);
  made = await makeProject();
});

describe('the sample project “Museum guide”', () => {
  it('is what the app makes of the script', async () => {
    await expect(published(made)).toMatchFileSnapshot(path);
  });

  it('is listed, and its file is one that Import reads', () => {
    const project = read();
    expect(listed).toMatchObject({ name: project.name, path: 'samples/museum-guide.project.json' });
    expect(project.prompt.preamble).toBe(description);
    expect(project).toMatchObject({ mode: 'chat', chat: { botName: 'Mila' } });
  });

  it('is a finished conversation with three branches, each with a name', () => {
    const project = read();
    const conversation = currentConversation(project.chat);
    const branches = branchesOf(project.turns, conversation?.id ?? '');
    expect(branches.map((branch) => project.chat.branchNames[branch.at(-1)?.id ?? ''])).toEqual([
      'Before the first principle',
      'With a question at the end',
      'About the clocks',
    ]);
    const states = project.turns.flatMap(({ candidates }) => candidates.map(({ state }) => state.status));
    expect(new Set(states)).toEqual(new Set(['answered']));
  });

  it('holds principles that came of feedback on what was said', () => {
    const project = read();
    const byFeedback = project.prompt.principles.filter(({ sources }) => sources[0]?.by === 'feedback');
    expect(byFeedback.length).toBeGreaterThan(1);
    expect(project.prompt.principles.some(({ when }) => when !== undefined)).toBe(true);
  });

  it('has four pinned cases, of which one is broken until the proposal is accepted', () => {
    expect(outcomes(made, made.prompt)).toEqual(['unchanged', 'fixed', 'fixed', 'broken']);
    const { review } = made.drafts;
    if (review?.kind !== 'mutation') throw new Error('Expected a proposal that waits.');
    const deps = { newId: () => 'accepted', source: review.source };
    const accepted = applyMutation(made.prompt.principles, review.mutation, deps);
    if (!accepted.ok) throw new Error('The proposal cannot be accepted.');
    const prompt = { ...made.prompt, principles: accepted.value.constitution };
    expect(outcomes(made, prompt), 'the answers are remembered').toEqual(['unchanged', 'fixed', 'fixed', 'fixed']);
  });

  it('holds an opening and a user, whom the bot answers in a replay', async () => {
    const { scripts } = made.chat;
    expect(scripts?.openings.map(({ text }) => text)).toEqual([openingText]);
    expect(scripts?.users).toMatchObject([visitor]);
    let ids = 0;
    const newId = () => `replayed${++ids}`;
    const opened = await openStudio({ model: practiceLanguageModel({ sleep: async () => {} }), newId });
    await opened.storage.projects.save({ project: { ...made, id: 'again' }, previous: null, expectedVersion: 0 });
    await opened.actions.project.openProject('again');
    opened.actions.chat.replay(scripts?.users[0]?.id ?? '');
    const { state } = opened;
    await until(() => state().project.turns.length === made.turns.length + 1 + visitor.messages.length);
    await until(() => !isTalking(state()));
    const path = shownPath(state().project.turns, currentConversation(state().project.chat));
    expect(path.map(({ input: { message } }) => message?.text)).toEqual([openingCue, ...visitor.messages]);
    const replies = path.map(({ candidates: [reply] }) => (reply === undefined ? '' : candidateText(reply.state)));
    expect(replies[1]).toMatch(/from one to five/);
    expect(replies[2]).toMatch(/12 euros.*\?$/s);
    expect(replies[3]).toMatch(/1550/);
    expect(replies[4]).toMatch(/\?$/);
  });

  it('reads as a conversation: answers are from the description, and obey what was asked for', () => {
    const project = read();
    const path = shownPath(project.turns, currentConversation(project.chat));
    const replies = path.map(({ candidates, chosenId }) => candidates.find(({ id }) => id === chosenId));
    const texts = replies.map((reply) => (reply === undefined ? '' : candidateText(reply.state)));
    expect(texts[0]).toContain('I am Mila');
    expect(texts.every((text) => text !== '')).toBe(true);
    expect(texts.join(' ')).not.toMatch(/practice model|undefined/);
  });
});

/** What a prompt does to the pinned cases, by what is remembered of them. */
function outcomes(project: Project, prompt: Project['prompt']): readonly CaseOutcome[] {
  const settings = defaultDeviceSettings;
  return caseStates({ project: { ...project, prompt }, settings, contextTokens: null }).map(({ outcome }) => outcome);
}

function read(): Project {
  const file = importText(published(made), { newId: () => 'read', at: '2026-01-01T00:00:00.000Z' });
  if (!file.ok) throw new Error([file.error.title, ...file.error.problems].join('\n'));
  return file.value.project;
}

/** One space and not two: most of the file would be white space. */
function published(project: Project): string {
  return `${JSON.stringify(JSON.parse(exportProjectJson(project)), null, 1)}\n`;
}

async function makeProject(): Promise<Project> {
  let minutes = 0;
  const now = () => new Date(Date.UTC(2026, 0, 1, 9, minutes)).toISOString();
  const opened = await openStudio({ model: practiceLanguageModel({ sleep: async () => {} }), now });
  const { state, actions } = opened;
  const later = async (work: () => void) => {
    minutes += 1;
    const before = state().project;
    work();
    await until(() => state().project !== before);
    await settled(state);
    await until(() => !isAligning(state()));
  };
  const leaf = () => {
    const turn = shownPath(state().project.turns, currentConversation(state().project.chat)).at(-1);
    if (turn === undefined) throw new Error('Expected a turn.');
    return turn;
  };
  const candidate = (at: number) => leaf().candidates[at]?.id ?? '';
  const choose = (at: number) => later(() => actions.chat.selectReply(leaf().id, candidate(at)));
  const say = (text: string) => {
    actions.align.setMessage(text);
    return later(() => actions.chat.send());
  };
  const feedback = (kind: 'kudos' | 'critique', text: string, at = 0) => {
    actions.align.openFeedback({ turnId: leaf().id, candidateId: candidate(at), kind });
    actions.align.setFeedbackText(text);
    return later(() => actions.align.submitFeedback());
  };
  /** The feedback that was given last, on the response that it was given on. */
  const pinnedLater = (at = 0) => {
    const { id: turnId, candidates } = leaf();
    const { id: candidateId = '', feedback: given = [] } = candidates[at] ?? {};
    return { turnId, candidateId, feedbackAt: given.at(-1)?.at ?? '' };
  };
  const nameBranch = (name: string) => later(() => actions.chat.renameBranch(leaf().id, name));

  await actions.project.newProject();
  actions.project.renameProject('Museum guide');
  actions.settings.updateSettings({ candidates: 3 });
  actions.align.setMode('chat');
  actions.align.setBot({ botName: 'Mila' });
  actions.align.setPreamble(description);
  actions.align.addPrinciple('Keep the response under 40 words.');
  await later(() => actions.chat.restart());
  await later(() => actions.chat.renameConversation(state().project.chat.currentId ?? '', conversationName));
  await feedback('kudos', 'It says who it is before I have to ask.');
  const opening = pinnedLater();
  await choose(0);
  await say('When are you open?');
  const openingTimes = leaf().id;
  await choose(0);
  await say('And on Mondays?');
  await choose(1);
  await say('How much is a ticket?');
  const price = { turnId: leaf().id, candidateId: candidate(0) };
  await feedback('critique', 'It should end with a question.');
  const question = pinnedLater();
  await choose(0);
  await nameBranch('Before the first principle');

  const principleId = state().project.prompt.principles.at(-1)?.id ?? '';
  await later(() => actions.chat.rewindAndTryAgain({ principleId, before: price }));
  await later(() => actions.chat.keepNew(candidate(0)));
  const withQuestion = leaf();
  await say('Is there a car park?');
  await choose(2);
  await say('Thank you. Goodbye!');
  await choose(0);
  await nameBranch('With a question at the end');
  const shown = leaf().id;

  await later(() => actions.chat.editMessage(openingTimes, 'Which clock is the oldest?'));
  await choose(0);
  await say('Tell me about the water clock.');
  await feedback('critique', 'When the user asks about a clock, mention the tours.');
  const tours = pinnedLater();
  await choose(0);
  await say('Do you have a clock from Japan?');
  await choose(1);
  await nameBranch('About the clocks');
  await later(() => actions.chat.openBranch(shown));
  await later(() => actions.chat.saveOpening(null, openingText));
  await later(() => actions.chat.saveUser(null, visitor));

  // Accepted, tested and taken back: the case that it had mended is red again, and the same proposal waits for the reader.
  const askForChildren = async () => {
    actions.align.openFeedback({
      turnId: withQuestion.id,
      candidateId: withQuestion.candidates[0]?.id ?? '',
      kind: 'critique',
    });
    actions.align.setFeedbackText('When the user asks for the price, mention children.');
    await later(() => actions.align.submitFeedback());
  };
  /** The judge has no rule for the praise of the opening: the author says that it still holds. */
  const runCases = async () => {
    await actions.cases.run(null);
    actions.cases.overrule(state().project.regression.cases[0]?.id ?? '', true);
  };
  await askForChildren();
  const { candidates } = state().project.turns.find(({ id }) => id === withQuestion.id) ?? withQuestion;
  const children = {
    turnId: withQuestion.id,
    candidateId: candidates[0]?.id ?? '',
    feedbackAt: candidates[0]?.feedback.at(-1)?.at ?? '',
  };
  for (const place of [opening, question, tours, children]) await later(() => actions.cases.pin(place));
  await runCases();
  actions.align.undo();
  await runCases();
  actions.settings.updateSettings({ feedbackApplies: 'review' });
  await askForChildren();
  await actions.project.flush();
  return state().project;
}
