import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { promptText } from '../../core/model/model-prompt';
import { practiceModel } from '../../core/model/model-ref';
import type { ModelRequest } from '../../core/model/model-request';
import type { Finish } from '../../core/model/reply';
import { estimateTokens } from '../../core/prompt/estimate-tokens';
import { foldPrinciples, updatePrompt } from './fold';
import { proposeMutation } from './propose';
import { suggestRationales } from './rationales';
import { respond } from './respond/respond';

export interface PracticeOptions {
  /** Waits; may return early or reject once the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * A stand-in for a language model that works by rules: the same request and seed always get the same answer. It reads `subject`
 * and not the prompt, so it needs no key and no network, and it knows nothing about the world.
 */
export function practiceLanguageModel({ sleep }: PracticeOptions): LanguageModel {
  return {
    ref: practiceModel,
    capabilities: capabilitiesOf(practiceModel),
    async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent, void, undefined> {
      signal.throwIfAborted();
      const { text, finish } = limited(answer(request), request.settings);
      for (const piece of piecesOf(text)) {
        await sleep(pieceMs, signal);
        signal.throwIfAborted();
        yield { type: 'text', text: piece };
      }
      const inputTokens = estimateTokens(promptText(request.prompt));
      const usage = { inputTokens, outputTokens: estimateTokens(text), thoughtTokens: 0, estimated: true };
      yield { type: 'done', reply: { text, finish, usage }, cached: false };
    },
  };
}

const pieceMs = 12;
/** Long answers come in longer pieces, so that none takes more than about 1.2 seconds. */
const mostPieces = 100;

function answer(request: ModelRequest): string {
  switch (request.purpose) {
    case 'respond':
      return respond(request.subject, request.settings.seed ?? 0);
    case 'suggest-rationales':
      return JSON.stringify({ rationales: suggestRationales(request.subject) });
    case 'propose-mutation':
      return JSON.stringify(proposeMutation(request.subject));
    case 'fold-principles':
      return JSON.stringify({ prompt: foldPrinciples(request.subject) });
    case 'update-prompt':
      return JSON.stringify({ prompt: updatePrompt(request.subject) });
    case 'test-connection':
      return 'Hello from the practice model. It is built in, works by rules and needs no connection.';
  }
}

function limited(
  text: string,
  { stopSequences = [], maxOutputTokens = Infinity }: ModelRequest['settings'],
): { readonly text: string; readonly finish: Finish } {
  const stop = Math.min(...stopSequences.map((sequence) => text.indexOf(sequence)).filter((at) => at > 0), text.length);
  const stopped = text.slice(0, stop);
  if (estimateTokens(stopped) <= maxOutputTokens) return { text: stopped, finish: { kind: 'stop', code: 'STOP' } };
  const pieces = stopped.match(/\s*\S+/g) ?? [];
  const fitting = pieces.reduce(
    (kept, piece) => (estimateTokens(kept + piece) <= maxOutputTokens ? kept + piece : kept),
    '',
  );
  return { text: fitting === '' ? (pieces[0] ?? stopped) : fitting, finish: { kind: 'length', code: 'MAX_TOKENS' } };
}

function piecesOf(text: string): readonly string[] {
  const words = text.match(/\s*\S+\s*$|\s*\S+/g) ?? [text];
  const size = Math.ceil(words.length / mostPieces);
  return Array.from({ length: Math.ceil(words.length / size) }, (_, index) =>
    words.slice(index * size, (index + 1) * size).join(''),
  );
}
