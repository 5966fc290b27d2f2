import type { ScoreRequest } from '../../../core/model/scoring-model';
import type { TextToken } from '../../../core/model/tokenizer';
import { countedOfPrompt, divideText, firstScored, utf8Length } from '../../../core/scoring/span';
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
  return divided(before.tokens, whole.tokens, { text: template, moved: '' }, undefined);
}

async function ofContinuation(
  text: string,
  expected: string,
  program: TokenProgram,
  asked: AskedModel,
): Promise<DividedTokens> {
  const { prompt, completion } = divideText(text, expected);
  const before = await cutText({ text: prompt, begins: true }, program, asked);
  const whole = await cutText({ text: prompt + completion, begins: true }, program, asked);
  return divided(before.tokens, whole.tokens, { text: prompt, moved: text.slice(prompt.length) }, whole.contextTokens);
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
  const known = { text: template.text, moved: '' };
  const { tokens } = await cutText({ text: template.text + expected, begins: false }, 'vllm', asked);
  if (firstScored(idsOf(template.tokens), idsOf(tokens)) >= template.tokens.length - 1) {
    return divided(template.tokens, tokens, known, template.contextTokens);
  }
  const alone = await cutText({ text: expected, begins: false }, 'vllm', asked);
  return divided(template.tokens, [...template.tokens, ...alone.tokens], known, template.contextTokens);
}

function divided(
  before: readonly TextToken[],
  whole: readonly TextToken[],
  { text, moved }: { readonly text: string; readonly moved: string },
  contextTokens: number | undefined,
): DividedTokens {
  // One more is written in the same breath by a server that has to write something.
  if (contextTokens !== undefined && whole.length + 1 > contextTokens)
    throw tooLongToScore(whole.length, contextTokens);
  const from = firstScored(idsOf(before), idsOf(whole));
  if (from === 0) return { tokens: whole, from: 1, begins: 'second-token', countedOfPrompt: text + moved };
  return {
    tokens: whole,
    from,
    begins: text === '' ? 'begin-token' : 'prompt',
    countedOfPrompt: (from === before.length ? '' : countedOfPrompt(text, bytesIn(whole.slice(0, from), text))) + moved,
  };
}

/** Of the text that these tokens are; a begin token, which is in front, is none of it. */
function bytesIn(tokens: readonly TextToken[], text: string): number {
  const [first, ...others] = tokens;
  const isMark = first !== undefined && first.text !== '' && !text.startsWith(first.text);
  return (isMark ? others : tokens).reduce((sum, token) => sum + (token.bytes?.length ?? utf8Length(token.text)), 0);
}

export function idsOf(tokens: readonly TextToken[]): readonly number[] {
  return tokens.map(({ id }) => id);
}
