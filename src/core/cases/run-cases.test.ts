import { describe, expect, it } from 'vitest';
import { buildConstitution, buildDocument } from '../../testing/builders';
import { type ScriptedReply, scriptedModel } from '../../testing/scripted-model';
import { gate, turns } from '../../testing/turns';
import { BudgetSpent } from '../calls/budget';
import { practiceModel } from '../model/model-ref';
import type { ModelRequest } from '../model/model-request';
import type { Case } from './case';
import { effectsOf, withoutEach } from './effects';
import { type CaseRun, plannedSamples } from './plan';
import { withAnswer, withVerdict } from './remembered';
import { type CaseEvent, runCases } from './run-cases';

const asking = { model: practiceModel, settings: {}, botName: '', contextTokens: null };
const document = buildDocument({ principles: buildConstitution('Be brief.', 'Be kind.') });

describe('a run of 100 cases', () => {
  it('keeps 16 calls in flight, and makes each call once', async () => {
    const held = gate();
    let inFlight = 0;
    let most = 0;
    const reply = (text: string): ScriptedReply => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      const comes = held.passed.then(() => {
        inFlight -= 1;
        return text;
      });
      return { comes };
    };
    const model = scriptedModel({ replies: (request) => reply(answerTo(request)) });
    const done = collected(
      Array.from({ length: 100 }, (_, index) => buildCase(`case ${index}`)),
      model,
    );
    await turns(50);
    expect(inFlight).toBe(16);
    held.open();
    const events = await done;
    expect(most).toBeLessThanOrEqual(16);
    expect(model.requests).toHaveLength(200);
    expect(events.filter(({ kind }) => kind === 'judged')).toHaveLength(100);
  });

  it('asks once about what several of them have in common', async () => {
    const model = scriptedModel({ replies: answerTo });
    const same = [buildCase('a spoon', { id: 'a' }), buildCase('a spoon', { id: 'b', question: 'Is it kind?' })];
    await collected(same, model);
    expect(model.requests.map(({ purpose }) => purpose).sort()).toEqual(['judge-case', 'judge-case', 'respond']);
  });

  it('ends when its budget is spent', async () => {
    const model = scriptedModel({ replies: answerTo });
    const cases = Array.from({ length: 10 }, (_, index) => buildCase(`case ${index}`));
    await expect(collected(cases, model, 5)).rejects.toBeInstanceOf(BudgetSpent);
    expect(model.requests).toHaveLength(5);
  });
});

describe('the effect of a principle', () => {
  it('is needed where a case passes with it alone, harmful where it passes without it alone', async () => {
    const cases = [buildCase('needs brief', { id: 'a' }), buildCase('suffers from kind', { id: 'b' })];
    const passes = (subject: { readonly question: string; readonly response: string }) =>
      subject.question.startsWith('needs') ? subject.response.includes('brief') : !subject.response.includes('kind');
    const model = scriptedModel({
      replies: (request) =>
        request.purpose === 'judge-case'
          ? verdict(passes(request.subject as Parameters<typeof passes>[0]) ? 'passes' : 'fails')
          : (request.subject as { readonly principles: readonly string[] }).principles.join(' ').toLowerCase(),
    });
    const documents = [
      { document, isTrial: false },
      ...withoutEach(document).map((one) => ({ ...one, isTrial: true })),
    ];
    const known = withEvents(cases, await collected(cases, model, null, documents));
    expect(effectsOf(known, { document, ...asking }, { samples: 1, judge: 'practice' })).toMatchObject([
      { principle: { text: 'Be brief.' }, effects: ['needed', 'no effect'] },
      { principle: { text: 'Be kind.' }, effects: ['no effect', 'harmful'] },
    ]);
  });
});

async function collected(
  cases: readonly Case[],
  model: ReturnType<typeof scriptedModel>,
  callBudget: number | null = null,
  documents: CaseRun['documents'] = [{ document, isTrial: false }],
): Promise<readonly CaseEvent[]> {
  const ids = new Set(cases.map(({ id }) => id));
  const planned = plannedSamples({ cases, ids, documents, samples: 1, judge: practiceModel, ...asking });
  const deps = {
    models: { model: () => model },
    model: practiceModel,
    judge: practiceModel,
    judgeContext: null,
    limits: { parallelRequests: 16, requestsPerMinute: 1000 },
    callBudget,
    signal: new AbortController().signal,
  };
  const events: CaseEvent[] = [];
  for await (const event of runCases(planned, deps)) events.push(event);
  return events;
}

function withEvents(cases: readonly Case[], events: readonly CaseEvent[]): readonly Case[] {
  return events.reduce(
    (so, event) =>
      event.kind === 'answered'
        ? withAnswer(so, event.place, event.answer)
        : withVerdict(so, event.place, event.verdict),
    cases,
  );
}

/** The question says what it is about, for the judge of a test. */
function buildCase(item: string, given: Partial<Case> = {}): Case {
  return {
    id: item,
    at: '2026-01-02T03:04:05.000Z',
    from: { turnId: 't', candidateId: 'c', n: 1, feedbackAt: '2026-01-02T03:04:05.000Z' },
    input: { values: { item } },
    response: 'Before.',
    kind: 'critique',
    reason: 'Too long.',
    question: item,
    results: [],
    ...given,
  };
}

function answerTo(request: ModelRequest): string {
  return request.purpose === 'judge-case' ? verdict('passes') : 'An answer.';
}

function verdict(word: string): string {
  return JSON.stringify({ verdict: word, reason: 'So it is.' });
}
