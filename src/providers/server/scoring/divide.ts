import type { ScoreRequest } from '../../../core/model/scoring-model';
import type { TextToken } from '../../../core/model/tokenizer';
import { continuationTokens, promptOfContinuation } from '../../../core/scoring/continuation-tokens';
import { type AskedModel, cutMessages, cutText, type TokenProgram, templateText } from '../cut-text';
import { plainMessages } from '../request';
import { tooLongToScore } from './scoring-errors';
import { singleText } from './single-text';

/** What is scored, in tokens of the model. */
export interface DividedTokens {
  readonly tokens: readonly TextToken[];
  /** The place of the first that counts; at least 1, since nothing can be said of the first of all. */
  readonly from: number;
  readonly begins: 'prompt' | 'begin-token' | 'second-token';
  readonly countedOfPrompt: string;
}

/** Cuts prompt and completion as the model does. Refuses what does not fit its context, with both numbers. */
export async function divideTokens(
  { prompt, as, expected }: Pick<ScoreRequest, 'prompt' | 'as' | 'expected'>,
  program: TokenProgram,
  asked: AskedModel,
): Promise<DividedTokens> {
  if (as === 'continuation') return ofContinuation(singleText(prompt), expected, program, asked);
  const messages = plainMessages(prompt);
  if (program === 'vllm') return ofVllmReply(await cutMessages(messages, asked), expected, asked);
  const template = await templateText(messages, asked);
  const before = await cutText({ text: template, begins: true }, program, asked);
  const whole = await cutText({ text: template + expected, begins: true }, program, asked);
  return divided(before.tokens, whole.tokens, template, undefined);
}

async function ofContinuation(
  text: string,
  expected: string,
  program: TokenProgram,
  asked: AskedModel,
): Promise<DividedTokens> {
  const before = await cutText({ text: promptOfContinuation(text), begins: true }, program, asked);
  const whole = await cutText({ text: text + expected, begins: true }, program, asked);
  return divided(before.tokens, whole.tokens, text, whole.contextTokens);
}

/**
 * The text of a chat template is known by its tokens alone, so it is cut once more, with the completion behind it. Where that does not
 * give the template's own tokens but for the last, which may grow together with the completion, the completion is cut by itself.
 */
async function ofVllmReply(
  template: { readonly tokens: readonly TextToken[]; readonly text: string; readonly contextTokens?: number },
  expected: string,
  asked: AskedModel,
): Promise<DividedTokens> {
  const { tokens } = await cutText({ text: template.text + expected, begins: false }, 'vllm', asked);
  const differing = template.tokens.findIndex(({ id }, at) => tokens[at]?.id !== id);
  if (differing === -1 || differing === template.tokens.length - 1)
    return divided(template.tokens, tokens, template.text, template.contextTokens);
  const alone = await cutText({ text: expected, begins: false }, 'vllm', asked);
  return divided(template.tokens, [...template.tokens, ...alone.tokens], template.text, template.contextTokens);
}

function divided(
  before: readonly TextToken[],
  whole: readonly TextToken[],
  prompt: string,
  contextTokens: number | undefined,
): DividedTokens {
  // One more is written in the same breath by a server that has to write something.
  if (contextTokens !== undefined && whole.length + 1 > contextTokens)
    throw tooLongToScore(whole.length, contextTokens);
  const { first, countedOfPrompt } = continuationTokens({
    prompt,
    promptIds: idsOf(before),
    wholeIds: idsOf(whole),
    textBefore: (count) => textOf(whole.slice(0, count), prompt),
  });
  if (first === 0) return { tokens: whole, from: 1, begins: 'second-token', countedOfPrompt: prompt };
  const begins = promptOfContinuation(prompt) === '' ? 'begin-token' : 'prompt';
  return { tokens: whole, from: first, begins, countedOfPrompt };
}

/** That these tokens are of a text; a begin token, which is in front, is none of it. */
function textOf(tokens: readonly TextToken[], text: string): string {
  const [first, ...others] = tokens;
  const isMark = first !== undefined && first.text !== '' && !text.startsWith(first.text);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const utf8 = new TextEncoder();
  const pieces = (isMark ? others : tokens).map(({ text: piece, bytes }) =>
    decoder.decode(bytes === undefined ? utf8.encode(piece) : Uint8Array.from(bytes), { stream: true }),
  );
  return pieces.join('') + decoder.decode();
}

export function idsOf(tokens: readonly TextToken[]): readonly number[] {
  return tokens.map(({ id }) => id);
}
