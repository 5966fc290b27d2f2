import { describe, expect, it } from 'vitest';
import { doneEvent, type Script, type ScriptedReply, scriptedModel } from '../../../testing/scripted-model';
import { buildConstitution, buildPlan, madeOf } from '../../../testing/tuning-run';
import { ModelError } from '../../model/model-error';
import { promptText } from '../../model/model-prompt';
import type { ModelRequest } from '../../model/model-request';
import { noUsage } from '../../model/reply';
import type { Made } from './made-row';
import { outcomeOf } from './outcome';
import { planProblem } from './run-plan';
import type { ComparisonSettings } from './tuning-settings';

describe('answer improvement', () => {
  it('answers, criticises and revises, by another pair in each round', async () => {
    const model = modelOf();
    const [made] = await madeOf(buildPlan({ rounds: 2, principles: 'in-turn' }), { model });
    expect(made).toEqual({
      kind: 'improved',
      answer: { text: 'Answer.', isCut: false },
      rounds: [
        {
          pair: 1,
          hasProblem: true,
          critique: { text: 'Too short.', isCut: false },
          revision: { text: 'Longer 1.', isCut: false },
        },
        {
          pair: 2,
          hasProblem: true,
          critique: { text: 'Too short.', isCut: false },
          revision: { text: 'Longer 2.', isCut: false },
        },
      ],
    });
    expect(model.requests.map(({ purpose }) => purpose)).toEqual([
      'answer-prompt',
      'critique-answer',
      'revise-answer',
      'critique-answer',
      'revise-answer',
    ]);
    expect(promptText(lastOf(model.requests, 'critique-answer').prompt)).toMatch(/Longer 1\.[\s\S]*Is rule 2 kept\?/);
  });

  it('ends early where the critique finds nothing to improve', async () => {
    const model = modelOf({ 'critique-answer': '{"critique":"Critique: Fine.","problem":"no"}' });
    const [made] = await madeOf(buildPlan({ rounds: 4 }), { model });
    expect(made).toMatchObject({ rounds: [{ hasProblem: false, critique: { text: 'Fine.' }, revision: null }] });
    expect(model.requests).toHaveLength(2);
    expect(made && outcomeOf(made)).toBe('nothing-to-improve');
  });

  it('no answer is cut without being marked', async () => {
    const plan = buildPlan({ maxTokens: { answer: 7, critique: 8, revision: 9 } });
    const model = modelOf({ 'answer-prompt': cutOff('An answer that'), 'revise-answer': cutOff('A revision that') });
    const [made] = await madeOf(plan, { model });
    expect(made).toMatchObject({
      answer: { isCut: true },
      rounds: [{ critique: { isCut: false }, revision: { text: 'A revision that', isCut: true } }],
    });
    expect(model.requests.map(({ settings }) => settings.maxOutputTokens)).toEqual([7, 8, 9]);
  });

  it('keeps a critique that is cut as far as it came, marked', async () => {
    const model = modelOf({ 'critique-answer': cutOff('{"critique":"Critique: It is too short, and it') });
    const [made] = await madeOf(buildPlan(), { model });
    expect(made).toMatchObject({
      kind: 'improved',
      rounds: [{ hasProblem: true, critique: { text: 'It is too short, and it', isCut: true }, revision: {} }],
    });
    expect(model.requests).toHaveLength(4);
  });

  it('an empty revision does not end the run', async () => {
    let revisions = 0;
    const model = modelOf({ 'revise-answer': () => (revisions++ === 0 ? ' Revision: \n' : 'Better.') });
    const made = await madeOf(buildPlan(), { model, prompts: ['One', 'Two'], parallel: 1 });
    expect(made).toMatchObject([
      {
        kind: 'failed',
        stage: 'revision',
        error: { kind: 'empty' },
        answers: [{ text: 'Answer.' }],
        rounds: [{ critique: { text: 'Too short.' }, revision: null }],
      },
      { kind: 'improved', rounds: [{ revision: { text: 'Better.' } }] },
    ]);
  });

  it('a blocked prompt fails alone, with the code of the service', async () => {
    const model = modelOf({
      'answer-prompt': (request) => (promptText(request.prompt).includes('Two') ? { fails: blocked } : 'Answer.'),
    });
    const made = await madeOf(buildPlan(), { model, prompts: ['One', 'Two', 'Three'] });
    expect(made.map(({ kind }) => kind)).toEqual(['improved', 'failed', 'improved']);
    expect(made[1]).toMatchObject({ stage: 'answer', error: { code: 'SAFETY' }, answers: [], rounds: [] });
  });

  it('asks once more for a critique that cannot be read, and then says so', async () => {
    const model = modelOf({ 'critique-answer': 'It is fine.' });
    const [made] = await madeOf(buildPlan(), { model });
    expect(made).toMatchObject({ kind: 'failed', stage: 'critique', error: { kind: 'unreadable' } });
    expect(model.requests).toHaveLength(3);
  });

  it('asks by another seed in a later attempt, once the replies of before cannot be read', async () => {
    const model = modelOf({
      'critique-answer': ({ settings }) => (settings.seed === seeds[0] ? 'It is fine.' : critique),
    });
    const seeds: (number | undefined)[] = [];
    const first = await madeOf(buildPlan(), {
      model: modelOf({
        'critique-answer'({ settings }) {
          seeds.push(settings.seed);
          return 'It is fine.';
        },
      }),
    });
    expect(first).toMatchObject([{ kind: 'failed' }]);
    expect(await madeOf(buildPlan(), { model, attempt: 1 })).toMatchObject([{ kind: 'improved' }]);
  });

  it('an empty list of principles never writes None into a prompt', () => {
    const plan = buildPlan({ constitution: buildConstitution({ pairs: [] }) });
    expect(planProblem(plan)).toMatch(/no pairs/);
    expect(planProblem(buildPlan({ constitution: plan.constitution, make: 'comparison' }))).toBeNull();
    const without = buildPlan({ constitution: buildConstitution({ comparisonPrinciples: [] }), make: 'comparison' });
    expect(planProblem(without)).toMatch(/no comparison principles/);
  });

  it('makes the same calls for the same seed, whatever finishes first', async () => {
    const asked = async (parallel: number) => {
      // By what is asked: which call comes first is another matter.
      const model = modelOf({ 'revise-answer': ({ settings }) => `Longer by ${settings.seed}.` });
      await madeOf(buildPlan({ rounds: 2 }), { model, prompts: ['One', 'Two', 'Three'], parallel });
      return model.requests.map((request) => JSON.stringify(request)).toSorted();
    };
    expect(await asked(1)).toEqual(await asked(8));
  });
});

describe('a comparison', () => {
  it('asks for two answers by two seeds, and each judge in both orders', async () => {
    const model = modelOf();
    const [made] = await madeOf(comparison(), { model });
    expect(made).toMatchObject({
      kind: 'compared',
      answers: [{ text: 'Answer.' }, { text: 'Answer 2.' }],
      isIdentical: false,
      judgements: [{ forward: { picks: 'first', reasoning: 'Because.' }, backward: { picks: 'first' } }],
    });
    expect(model.requests).toHaveLength(4);
    const [one, other] = requestsFor(model.requests, 'answer-prompt').map(({ settings }) => settings.seed);
    expect(one).not.toBe(other);
  });

  it("the constitution's system message is in both compared answers", async () => {
    const model = modelOf();
    await madeOf(comparison(), { model });
    expect(requestsFor(model.requests, 'answer-prompt').map(({ prompt }) => prompt.system)).toEqual([
      'You are a guide.',
      'You are a guide.',
    ]);
  });

  it('asks once more for an answer that is equal to the other, and judges none that is equal again', async () => {
    const model = modelOf({ 'answer-prompt': 'The same.' });
    const [made] = await madeOf(comparison(), { model });
    expect(made).toMatchObject({ kind: 'compared', isIdentical: true, judgements: [] });
    expect(model.requests).toHaveLength(3);
    let asked = 0;
    const second = modelOf({ 'answer-prompt': () => (asked++ < 2 ? 'The same.' : 'Another.') });
    expect(await madeOf(comparison(), { model: second })).toMatchObject([
      { isIdentical: false, answers: [{ text: 'The same.' }, { text: 'Another.' }] },
    ]);
  });

  it('a judge that always prefers the first place decides nothing', async () => {
    const model = modelOf({ 'compare-answers': '{"reasoning":"It stands first.","choice":"A"}' });
    const [made] = await madeOf(comparison(), { model });
    expect(made && outcomeOf(made)).toBe('flipped');
  });

  it.each([
    'A and B are equal',
    '{"reasoning":"","choice":"(A)."}',
    '{"reasoning":"","choice":"a"}',
    'I prefer the first one.',
  ])('an unreadable choice is never a training pair: %s', async (reply) => {
    const model = modelOf({ 'compare-answers': reply });
    const [made] = await madeOf(comparison(), { model });
    expect(made).toMatchObject({
      judgements: [{ forward: { picks: 'unreadable' }, backward: { picks: 'unreadable' } }],
    });
    expect(made && outcomeOf(made)).toBe('unreadable');
    expect(requestsFor(model.requests, 'compare-answers')).toHaveLength(4);
  });

  it('has judges by principle, or samples of one', async () => {
    const byPrinciple = modelOf();
    const [made] = await madeOf(comparison({ judgesPerPair: 3 }), { model: byPrinciple });
    expect(made).toMatchObject({ judgements: { length: 3 } });
    expect(judgedBy(made).size).toBe(3);
    const bySample = modelOf();
    const [sampled] = await madeOf(comparison({ judgesPerPair: 5, judgesBy: 'samples' }), { model: bySample });
    expect(judgedBy(sampled).size).toBe(1);
    const judgeSeeds = requestsFor(bySample.requests, 'compare-answers').map(({ settings }) => settings.seed);
    expect(new Set(judgeSeeds).size).toBe(10);
  });

  it('keeps the probability of the choice after the reasoning, where the model gives it', async () => {
    const model = modelOf(
      {
        'compare-answers': (request) =>
          request.reply.type === 'choice'
            ? { events: [choiceEvent(standsFirst(request) ? [0.7, 0.1, 0.2] : [0.3, 0.6, 0.1])] }
            : preferring(request),
      },
      { capabilities: { choices: true } },
    );
    const [made] = await madeOf(comparison(), { model });
    expect(made).toMatchObject({
      judgements: [{ forward: { probability: expect.closeTo(0.8) }, backward: { probability: expect.closeTo(0.65) } }],
    });
    const choice = model.requests.find(({ reply }) => reply.type === 'choice');
    expect(choice && promptText(choice.prompt)).toContain('Because.');
  });

  it('answers by two temperatures, or by two models', async () => {
    const model = modelOf();
    await madeOf(comparison({ answersBy: { kind: 'temperatures', first: 0.2, second: 1.1 } }), { model });
    expect(requestsFor(model.requests, 'answer-prompt').map(({ settings }) => settings.temperature)).toEqual([
      0.2, 1.1,
    ]);
  });

  it('keeps the answer that is there when the other fails', async () => {
    const model = modelOf({ 'answer-prompt': ({ candidate }) => (candidate === 1 ? { fails: blocked } : 'Answer.') });
    expect(await madeOf(comparison(), { model })).toMatchObject([
      { kind: 'failed', stage: 'second-answer', answers: [{ text: 'Answer.' }] },
    ]);
  });
});

const critique = '{"critique":"Critique: Too short.","problem":"yes"}';
const blocked = new ModelError({ kind: 'prompt-blocked', code: 'SAFETY', message: 'The prompt was blocked.' });

type Answers = Readonly<Record<string, ScriptedReply | ((request: ModelRequest) => ScriptedReply)>>;

/** Answers each stage: in a comparison the second answer differs, and the judge prefers the first of the two, wherever it stands. */
function modelOf(answers: Answers = {}, given: Partial<Script> = {}) {
  let revisions = 0;
  const usual: Answers = {
    'answer-prompt': ({ candidate = 0 }) => (candidate === 0 ? 'Answer.' : `Answer ${candidate + 1}.`),
    'critique-answer': critique,
    'revise-answer': () => `Revision: Longer ${++revisions}.`,
    'compare-answers': preferring,
  };
  return scriptedModel({
    ...given,
    replies(request) {
      const answer = answers[request.purpose] ?? usual[request.purpose];
      if (answer === undefined) throw new Error(`No call for ${request.purpose} was expected.`);
      return typeof answer === 'function' ? answer(request) : answer;
    },
  });
}

function preferring(request: ModelRequest): string {
  return JSON.stringify({ reasoning: 'Because.', choice: standsFirst(request) ? 'A' : 'B' });
}

function standsFirst({ prompt }: ModelRequest): boolean {
  return promptText(prompt).includes('(A) [[[Answer.]]]');
}

function comparison(settings: Partial<ComparisonSettings> = {}) {
  return buildPlan({ make: 'comparison', comparison: settings });
}

function cutOff(text: string): ScriptedReply {
  return {
    events: [
      { type: 'done', reply: { text, finish: { kind: 'length', code: 'MAX_TOKENS' }, usage: noUsage }, cached: false },
    ],
  };
}

function choiceEvent(choice: readonly number[]) {
  const event = doneEvent('A');
  return event.type === 'done' ? { ...event, reply: { ...event.reply, choice } } : event;
}

function requestsFor(requests: readonly ModelRequest[], purpose: string): readonly ModelRequest[] {
  return requests.filter((request) => request.purpose === purpose);
}

function lastOf(requests: readonly ModelRequest[], purpose: string): ModelRequest {
  const found = requestsFor(requests, purpose).at(-1);
  if (found === undefined) throw new Error(`There was no call for ${purpose}.`);
  return found;
}

function judgedBy(made: Made | undefined): ReadonlySet<number> {
  return new Set(made?.kind === 'compared' ? made.judgements.map(({ principle }) => principle) : []);
}
