import { describe, expect, it } from 'vitest';
import { agreement, countId, followedCounts } from '../../core/adherence/counts';
import { promptText } from '../../core/model/model-prompt';
import type { ModelRequest } from '../../core/model/model-request';
import { buildCandidate, buildConstitution, buildDocument, buildProject, buildTurn } from '../../testing/builders';
import { openStudio } from '../../testing/open-studio';
import { type ScriptedReply, scriptedModel } from '../../testing/scripted-model';
import { gate, until } from '../../testing/turns';

const place = { turnId: 'run1', candidateId: 'c1' };

describe('checking a response', () => {
  it('makes the checks once per wording, and asks about all principles that are on in one call', async () => {
    const { state, actions, requests, verdicts } = await withResponse(['Be brief.', 'Be kind.']);
    await actions.adherence.check(place);
    expect(requests('make-checks')).toHaveLength(1);
    expect(requests('check-response')).toHaveLength(1);
    expect(verdicts()).toEqual(['followed', 'followed']);
    expect(state().project.adherence.checks.map(({ wording }) => wording)).toEqual(['Be brief.', 'Be kind.']);
    await actions.adherence.check(place);
    expect(requests('check-response')).toHaveLength(1);
  });

  it('asks about 12 principles at most at a time', async () => {
    const texts = Array.from({ length: 25 }, (_, index) => `Rule ${index + 1}.`);
    const { actions, requests, verdicts } = await withResponse(texts);
    await actions.adherence.check(place);
    expect(requests('check-response').map(({ subject }) => principlesIn(subject))).toEqual([12, 12, 1]);
    expect(verdicts()).toHaveLength(25);
  });

  it('asks only about what changed since, and brings former words back with their checks', async () => {
    const { actions, requests } = await withResponse(['Be brief.', 'Be kind.']);
    await actions.adherence.check(place);
    actions.align.editPrinciple('p2', 'Be very kind.');
    await actions.adherence.check(place);
    expect(requests('make-checks').map(({ subject }) => principlesIn(subject))).toEqual([2, 1]);
    expect(requests('check-response').map(({ subject }) => principlesIn(subject))).toEqual([2, 1]);
    actions.align.undo();
    await actions.adherence.check(place);
    expect(requests('make-checks')).toHaveLength(2);
  });

  it('drops the result of a principle that was deleted meanwhile, says so, and keeps the rest', async () => {
    const held = gate();
    const check = (request: ModelRequest): ScriptedReply => ({ comes: held.passed.then(() => allFollowed(request)) });
    const { state, actions, requests, verdicts } = await withResponse(['Be brief.', 'Be kind.'], { check });
    const checking = actions.adherence.check(place);
    await until(() => requests('check-response').length === 1);
    actions.align.deletePrinciples(['p1']);
    held.open();
    await checking;
    expect(verdicts()).toEqual(['followed']);
    expect(state().notices).toMatchObject([{ title: 'A principle changed during the check', details: ['Be brief.'] }]);
  });

  it('goes with the words that it was about: a response that is written again has no verdicts', async () => {
    const { actions, state, verdicts } = await withResponse(['Be brief.']);
    await actions.adherence.check(place);
    actions.align.retryCandidate('run1', 'c1');
    await until(() => state().align.activeCandidates.size === 0);
    expect(verdicts()).toEqual([]);
  });

  it('happens by itself with every reply, where that is wished for', async () => {
    const { actions, state, verdicts } = await withResponse(['Be brief.']);
    actions.align.setChecksReplies(true);
    actions.align.retryCandidate('run1', 'c1');
    await until(() => verdicts().length === 1);
    expect(state().align.checking.size).toBe(0);
  });
});

describe('the author', () => {
  it('overrules a verdict, which is counted, and shows how often the judge agrees', async () => {
    const { state, actions } = await withResponse(['Be brief.', 'Be kind.']);
    await actions.adherence.check(place);
    await actions.adherence.overrule(place, 'p1', 'not-followed');
    await actions.adherence.overrule(place, 'p2', 'followed');
    const { turns } = state().project;
    expect(followedCounts(turns).get(countId('p1', 'Be brief.'))).toEqual({ followed: 0, of: 1 });
    expect(followedCounts(turns).get(countId('p2', 'Be kind.'))).toEqual({ followed: 1, of: 1 });
    expect(agreement(turns, 'practice')).toEqual({ same: 1, of: 2 });
    await actions.adherence.overrule(place, 'p1', null);
    expect(agreement(state().project.turns, 'practice')).toEqual({ same: 1, of: 1 });
  });
});

describe('a rewrite until the principles are followed', () => {
  it('gives the failing questions back to the prompt model once, as a further candidate that is checked', async () => {
    const check = (request: ModelRequest): ScriptedReply => {
      const { response } = request.subject as { readonly response: string };
      return allAnswered(request, response === 'Short.' ? 'yes' : 'no');
    };
    const { state, actions, requests } = await withResponse(['Be brief.'], { check });
    await actions.adherence.check(place);
    await actions.adherence.rewrite(place);
    const [sent] = requests('rewrite-response');
    expect(requests('rewrite-response')).toHaveLength(1);
    expect(sent === undefined ? '' : promptText(sent.prompt)).toContain('Is it so? Be brief.');
    const candidates = state().project.turns[0]?.candidates ?? [];
    expect(candidates).toMatchObject([
      { id: 'c1', verdicts: [{ verdict: 'not-followed' }] },
      { rewriteOf: 'c1', state: { status: 'answered', text: 'Short.' }, verdicts: [{ verdict: 'followed' }] },
    ]);
  });

  it('asks nobody where everything is followed', async () => {
    const { actions, requests } = await withResponse(['Be brief.']);
    await actions.adherence.check(place);
    await actions.adherence.rewrite(place);
    expect(requests('rewrite-response')).toEqual([]);
  });
});

interface Answers {
  readonly check?: (request: ModelRequest) => ScriptedReply;
}

async function withResponse(texts: readonly string[], { check = allFollowed }: Answers = {}) {
  const model = scriptedModel({
    replies(request) {
      if (request.purpose === 'make-checks') return madeChecks(request);
      return request.purpose === 'check-response' ? check(request) : 'Short.';
    },
  });
  const studio = await openStudio({ model });
  const prompt = buildDocument({ principles: buildConstitution(...texts) });
  const project = buildProject({
    prompt,
    turns: [buildTurn({ candidates: [buildCandidate()] })],
    currentTurnId: 'run1',
  });
  await studio.storage.projects.save({ project, previous: null, expectedVersion: 0 });
  await studio.actions.project.openProject(project.id);
  return {
    ...studio,
    requests: (purpose: string) => model.requests.filter((one) => one.purpose === purpose),
    verdicts: () => studio.state().project.turns[0]?.candidates[0]?.verdicts?.map(({ verdict }) => verdict) ?? [],
  };
}

interface Principles {
  readonly principles: readonly { readonly n: number; readonly text: string }[];
}

function principlesIn(subject: unknown): number {
  return (subject as Principles).principles.length;
}

function madeChecks({ subject }: ModelRequest): string {
  const { principles } = subject as Principles;
  return JSON.stringify({
    checks: principles.map(({ n, text }) => ({ principle: n, applies: 'Always?', questions: [`Is it so? ${text}`] })),
  });
}

function allFollowed(request: ModelRequest): string {
  return allAnswered(request, 'yes');
}

function allAnswered({ subject }: ModelRequest, answer: 'yes' | 'no'): string {
  const { principles } = subject as Principles;
  return JSON.stringify({
    principles: principles.map(({ n }) => ({ principle: n, applies: 'yes', answers: [{ quote: '', answer }] })),
  });
}
