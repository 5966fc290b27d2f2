import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeByRules } from './core/adherence/verdict';
import { acceptFold } from './core/alignment/accept-proposal';
import { planFold } from './core/alignment/fold-plan';
import { foldPrinciples } from './core/alignment/fold-principles';
import { proposeMutation } from './core/alignment/propose-mutation';
import { respondRequest } from './core/alignment/respond';
import { applyMutation } from './core/constitution/apply-mutation';
import { compose } from './core/conversation/compose';
import { firstSample } from './core/project/first-sample';
import type { PromptDocument } from './core/prompt/prompt-document';
import type { Result } from './core/result';
import { practiceLanguageModel } from './providers/practice/practice-model';
import { buildTurn } from './testing/builders';

const said = 'Give five, each in one short sentence.';
const { prompt, inputs } = firstSample.build({ id: 'sample', at: '2026-01-01T00:00:00.000Z' });
const { values } = inputs;
const model = practiceLanguageModel({ sleep: async () => {} });
const deps = { model, signal: new AbortController().signal };

describe('The five minutes of the README', () => {
  it('end in a prompt that reads well and is obeyed, on the words that they say', async () => {
    expect(readFileSync('README.md', 'utf8')).toContain(`“${said}”`);

    const response = await answerTo(prompt, 0);
    const sent = { input: { values, prompt: composed(prompt).text, message: null } };
    const feedback = { kind: 'critique', text: said } as const;
    const { mutation } = expectOk(
      await proposeMutation({ document: prompt, path: [buildTurn(sent)], response, feedback }, deps),
    );
    expect(mutation).toEqual({ kind: 'add', text: said });

    const source = { by: 'author', at: '2026-01-01T00:00:00.000Z' } as const;
    const applied = expectOk(applyMutation(prompt.principles, mutation, { newId: () => 'p1', source }));
    const withPrinciple = { ...prompt, principles: applied.constitution };
    await expectObeyed(withPrinciple);

    const plan = planFold(withPrinciple);
    if (plan === null) throw new Error('Expected something to fold.');
    const after = expectOk(await foldPrinciples(plan, deps));
    expect(after).toBe('Give five creative uses for {item}, each in one short sentence. The reader is {audience}.');
    await expectObeyed(acceptFold(withPrinciple, { after, principleIds: ['p1'] }));
  });
});

async function expectObeyed(document: PromptDocument): Promise<void> {
  for (const candidate of [0, 1, 2]) {
    const response = await answerTo(document, candidate);
    expect(response.match(/^(?:\d\.|-) .+/gm), response).toHaveLength(5);
    for (const line of response.match(/^(?:\d\.|-) .+/gm) ?? []) expect(line).toMatch(/^(?:\d\.|-) [^.!?]+[.!?]$/);
    expect(judgeByRules(said, response)).toEqual({ verdict: 'followed', why: '' });
  }
}

function composed(document: PromptDocument) {
  return expectOk(compose(document, [{ input: { values, message: null }, candidates: [] }]));
}

async function answerTo(document: PromptDocument, candidate: number): Promise<string> {
  const request = respondRequest({ composed: composed(document), settings: {}, candidate });
  for await (const event of model.stream(request, deps.signal)) if (event.type === 'done') return event.reply.text;
  throw new Error('Expected an answer.');
}

function expectOk<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`Expected a value, got ${JSON.stringify(result.error)}.`);
  return result.value;
}
