import { practiceModel } from '../../../core/model/model-ref';
import type { ScoredToken, ScoreRequest, ScoringModel } from '../../../core/model/scoring-model';
import { measureToken } from '../../../core/sampling/likeliest';
import { softmaxOf } from '../../../core/sampling/softmax';
import { continuationTokens, promptOfContinuation } from '../../../core/scoring/continuation-tokens';
import type { Bigram } from './bigram';
import { withTexts } from './language-model';
import { badRequest, checkContext, promptIds, rawText } from './prompt';
import type { Vocabulary } from './vocabulary';

/** Looks the tokens of the text up in the table. */
export function bigramScoringModel(bigram: Bigram): ScoringModel {
  return {
    ref: practiceModel,
    async score(request, signal) {
      signal.throwIfAborted();
      if (request.expected === '')
        throw badRequest('NO_COMPLETION', 'The expected completion is empty: there is nothing to score.');
      const { before, counted, countedOfPrompt, from } = cut(bigram.vocabulary, request);
      checkContext(before.length + counted.length, 'Prompt and expected completion have');
      return {
        tokens: counted.map((id, place) => scored(bigram, id, { last: counted[place - 1] ?? before.at(-1), request })),
        countedOfPrompt,
        from,
        usage: { inputTokens: before.length + counted.length, outputTokens: 0, thoughtTokens: 0, estimated: false },
        modelVersion: 'practice-bigram-1',
      };
    },
  };
}

function cut(vocabulary: Vocabulary, { prompt, as, expected }: ScoreRequest) {
  if (as === 'reply') {
    const before = promptIds(vocabulary, prompt);
    return { before, counted: vocabulary.encode(expected), countedOfPrompt: '', from: 'prompt' as const };
  }
  const text = rawText(prompt);
  const wholeIds = vocabulary.encode(text + expected);
  const { first, countedOfPrompt } = continuationTokens({
    prompt: text,
    promptIds: vocabulary.encode(promptOfContinuation(text)),
    wholeIds,
    textBefore: (count) => vocabulary.decode(wholeIds.slice(0, count)),
  });
  return {
    before: [vocabulary.begin, ...wholeIds.slice(0, first)],
    counted: wholeIds.slice(first),
    countedOfPrompt,
    from: first === 0 ? ('begin-token' as const) : ('prompt' as const),
  };
}

function scored(
  { vocabulary, logitsAfter }: Bigram,
  id: number,
  { last = vocabulary.begin, request }: { readonly last: number | undefined; readonly request: ScoreRequest },
): ScoredToken {
  const logits = logitsAfter(last);
  const { alternatives } = request;
  const { logprob, rank, likeliest } = measureToken(logits, { id, softmax: softmaxOf(logits), alternatives });
  return { token: vocabulary.decode([id]), id, logprob, rank, likeliest: withTexts(vocabulary, likeliest) };
}
