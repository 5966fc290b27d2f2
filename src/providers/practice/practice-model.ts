import { studioTask, subjectOf } from '../../core/instructions/task';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { promptText } from '../../core/model/model-prompt';
import { practiceModel } from '../../core/model/model-ref';
import type { ModelRequest } from '../../core/model/model-request';
import { outsideRules } from '../../core/model/reply';
import { checkResponse, makeChecks } from './check-response';
import { findConflicts, mergePrinciples } from './conflicts';
import { foldPrinciples, updatePrompt } from './fold';
import { judgeCase } from './judge-case';
import { classify } from './labeler/classify';
import { firstRule } from './labeler/first-rule';
import { mutateRules } from './labeler/mutate-rules';
import { playUser } from './play-user';
import { proposeMutation } from './propose';
import { suggestRationales } from './rationales';
import { isOutside, respond } from './respond';
import { answerPrompt } from './tuning/answer';
import { compareAnswers } from './tuning/comparison';
import { critiqueAnswer } from './tuning/critique';
import { pairFromPrinciple } from './tuning/pair';
import { reviseAnswer } from './tuning/revision';

/**
 * A stand-in for a language model that works by rules: the same request and seed always get the same answer. It reads `subject`
 * and not the prompt, so it needs no key and no network, and it knows nothing about the world.
 */
export function practiceLanguageModel(deps: { sleep(ms: number, signal: AbortSignal): Promise<void> }): LanguageModel {
  return {
    ref: practiceModel,
    capabilities: capabilitiesOf(practiceModel),
    async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent, void, undefined> {
      signal.throwIfAborted();
      const { text, finish: ended } = limited(answer(request), request.settings);
      const finish =
        isUncovered(request) && ended.kind === 'stop' ? ({ kind: 'stop', code: outsideRules } as const) : ended;
      const words = text.match(/\S+\s*|\s+/g) ?? [text];
      const { ms, pieces } = paceOf(request.purpose);
      const size = Math.ceil(words.length / pieces);
      for (let at = 0; at < words.length; at += size) {
        await deps.sleep(ms, signal);
        signal.throwIfAborted();
        yield { type: 'text', text: words.slice(at, at + size).join('') };
      }
      const [inputTokens = 0, outputTokens = 0] = [promptText(request.prompt), text].map(tokensOf);
      const usage = { inputTokens, outputTokens, thoughtTokens: 0, estimated: true };
      yield { type: 'done', reply: { text, finish, usage }, cached: false };
    },
  };
}

/**
 * What somebody reads as it comes is streamed; long answers in longer pieces, so that none takes more than about 1.2 seconds. Training
 * makes thousands of calls that nobody watches, as does a judge: their answers come at once.
 */
function paceOf(purpose: ModelRequest['purpose']): { readonly ms: number; readonly pieces: number } {
  if (isUnwatched(purpose)) return { ms: 4, pieces: 1 };
  return stagesOfData.includes(purpose) ? { ms: 8, pieces: 6 } : { ms: 12, pieces: 100 };
}

/** Somebody who tries one watches them, and nobody who makes thousands. */
const stagesOfData: readonly string[] = ['answer-prompt', 'critique-answer', 'revise-answer', 'compare-answers'];

function isUnwatched(purpose: ModelRequest['purpose']): boolean {
  return ['first-rule', 'classify', 'mutate-rules', 'judge-case', 'make-checks', 'check-response'].includes(purpose);
}

function isUncovered(request: ModelRequest): boolean {
  const subject = subjectOf('respond', request);
  return subject !== null && isOutside(subject);
}

function answer(request: ModelRequest): string {
  const task = studioTask(request);
  const seed = request.settings.seed ?? request.candidate ?? 0;
  switch (task.purpose) {
    case 'respond':
      return respond(task.subject, seed);
    case 'suggest-rationales':
      return JSON.stringify({ rationales: suggestRationales(task.subject) });
    case 'propose-mutation':
      return JSON.stringify(proposeMutation(task.subject));
    case 'fold-principles':
      return JSON.stringify({ prompt: foldPrinciples(task.subject) });
    case 'update-prompt':
      return JSON.stringify({ prompt: updatePrompt(task.subject) });
    case 'judge-case':
      return JSON.stringify(judgeCase(task.subject));
    case 'make-checks':
      return JSON.stringify(makeChecks(task.subject));
    case 'check-response':
      return JSON.stringify(checkResponse(task.subject));
    case 'rewrite-response':
      return respond(task.subject, seed);
    case 'play-user':
      return JSON.stringify(playUser(task.subject));
    case 'find-conflicts':
      return JSON.stringify({ conflicts: findConflicts(task.subject) });
    case 'merge-principles':
      return JSON.stringify(mergePrinciples(task.subject));
    case 'answer-prompt':
      return answerPrompt(task.subject, seed);
    case 'critique-answer':
      return JSON.stringify(critiqueAnswer(task.subject));
    case 'revise-answer':
      return reviseAnswer(task.subject, seed);
    case 'compare-answers':
      return JSON.stringify(compareAnswers(task.subject));
    case 'pair-from-principle':
      return JSON.stringify(pairFromPrinciple(task.subject));
    case 'first-rule':
      return JSON.stringify({ rule: firstRule(task.subject, seed) });
    case 'classify':
      return JSON.stringify(classify(task.subject));
    case 'mutate-rules':
      return JSON.stringify(mutateRules(task.subject, seed));
    case 'test-connection':
      return 'Hello from the practice model. It is built in, works by rules and needs no connection.';
  }
}

/** It has no tokenizer: four characters are one. */
function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

function limited(text: string, { stopSequences = [], maxOutputTokens = Infinity }: ModelRequest['settings']) {
  const stops = stopSequences.map((sequence) => text.indexOf(sequence)).filter((at) => at > 0);
  const stopped = text.slice(0, Math.min(text.length, ...stops));
  const fits = tokensOf(stopped) <= maxOutputTokens;
  const finish = fits ? ({ kind: 'stop', code: 'STOP' } as const) : ({ kind: 'length', code: 'MAX_TOKENS' } as const);
  const [first = stopped, ...rest] = fits ? [stopped] : (stopped.match(/(?<!\s)\s*\S+/g) ?? []);
  const grown = (kept: string, word: string) => (tokensOf(kept + word) <= maxOutputTokens ? kept + word : kept);
  return { text: rest.reduce(grown, first), finish };
}
