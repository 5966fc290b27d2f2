import { ModelError } from '../../core/model/model-error';
import type { ModelRequest } from '../../core/model/model-request';
import type { Finish, Reply, TokenLogprob, Usage } from '../../core/model/reply';
import { stopSequences } from '../../core/sampling/stop-sequences';
import type { ChatChunk, ChatLogprob, ChatUsage } from './engine-port';
import { withoutThoughts } from './shown-text';

/** An answer as it comes. */
export interface Answer {
  /** What of this chunk can be shown by now. */
  add(chunk: ChatChunk): string;
  /** Nothing more is wanted: a stop sequence came, or a model of JSON writes blanks without end. */
  isEnough(): boolean;
  /** A log-probability was no number. */
  isNonsense(): boolean;
  /** After the last chunk: what was held back. */
  finish(): string;
  /** Everything shown so far. */
  shownText(): string;
  /** Throws ModelError when there is no readable answer. */
  reply(id: string): Reply;
}

/** Between two values a grammar lets a model write as many blanks as it likes, and small ones that are lost never end. */
const mostBlanks = 200;
/** The logarithm of the least number that the engine computes with; JSON knows no minus infinity. */
const leastLogprob = -104;

export function createAnswer({ settings, reply: format }: Pick<ModelRequest, 'settings' | 'reply'>): Answer {
  const thoughts = withoutThoughts();
  const stop = stopSequences(settings.stopSequences ?? []);
  const tokens: TokenLogprob[] = [];
  let shown = '';
  let blanks = 0;
  let pieces = 0;
  let thoughtPieces = 0;
  let finishReason: string | undefined;
  let usage: ChatUsage | undefined;
  let nonsense = false;

  const show = (text: string): string => {
    shown += text;
    return text;
  };

  return {
    shownText: () => shown,
    isNonsense: () => nonsense,
    isEnough: () => stop.stopped() || (format.type === 'json' && blanks > mostBlanks),
    add({ choices, usage: counted }) {
      const [choice] = choices;
      usage = counted ?? usage;
      finishReason = choice?.finish_reason ?? finishReason;
      const piece = choice?.delta.content ?? '';
      if (piece === '') return '';
      pieces += 1;
      blanks = piece.trim() === '' ? blanks + piece.length : 0;
      const spoken = thoughts.push(piece);
      if (thoughts.thinking()) thoughtPieces += 1;
      const text = stop.push(spoken);
      const logprobs = choice?.logprobs?.content ?? [];
      nonsense ||= logprobs.some(({ logprob }) => Number.isNaN(logprob));
      if (settings.logprobs !== undefined && spoken !== '' && !stop.stopped()) {
        tokens.push(...logprobs.map((token) => toToken(token, settings.logprobs ?? 0)));
      }
      return show(text);
    },
    finish: () => show(stop.push(thoughts.end()) + stop.end()),
    reply(id) {
      const counts = toUsage();
      if (shown.trim() === '') throw noText(id, counts);
      const lost = format.type === 'json' && blanks > mostBlanks;
      if (lost) throw onlyBlanks(id, counts, shown);
      return {
        text: shown,
        finish: toFinish(),
        usage: counts,
        ...(settings.logprobs === undefined ? {} : { tokens: withinText(tokens, shown) }),
      };
    },
  };

  function toFinish(): Finish {
    if (stop.stopped()) return { kind: 'stop', code: 'stop' };
    const code = finishReason ?? 'unknown';
    return { kind: code === 'stop' || code === 'length' ? code : 'other', code };
  }

  /** A call that we ended has no usage: then the pieces are counted, one token each but for some signs beyond the alphabet. */
  function toUsage(): Usage {
    const written = usage?.completion_tokens ?? pieces;
    return {
      inputTokens: usage?.prompt_tokens ?? 0,
      outputTokens: Math.max(0, written - thoughtPieces),
      thoughtTokens: Math.min(thoughtPieces, written),
      estimated: usage === undefined,
    };
  }

  function noText(id: string, counts: Usage): ModelError {
    if (finishReason === 'length') {
      const spent = counts.thoughtTokens > 0 ? 'thinking' : 'blanks';
      return new ModelError({
        kind: 'token-limit',
        code: 'length',
        message: `The local model ${id} spent all ${counts.outputTokens + counts.thoughtTokens} tokens of its reply on ${spent}. Allow more output tokens, or shorten the prompt.`,
        usage: counts,
      });
    }
    return new ModelError({
      kind: 'empty',
      code: finishReason ?? 'unknown',
      message: `The local model ${id} ended its reply before it had written anything. Run it again, or word the prompt in another way.`,
      usage: counts,
    });
  }
}

function onlyBlanks(id: string, usage: Usage, partialText: string): ModelError {
  return new ModelError({
    kind: 'unreadable',
    code: 'BLANKS',
    message: `The local model ${id} lost its way in the form asked of its reply and wrote nothing but blanks. Run it again, or choose a larger model.`,
    partialText,
    usage,
  });
}

/** Without those of a stop sequence, of which the first came before it was known to be one. */
function withinText(tokens: readonly TokenLogprob[], text: string): readonly TokenLogprob[] {
  let length = 0;
  return tokens.filter(({ token }) => {
    length += token.length;
    return length <= text.length;
  });
}

function toToken({ token, logprob, top_logprobs }: ChatLogprob, alternatives: number): TokenLogprob {
  return {
    token,
    logprob: Math.max(logprob, leastLogprob),
    alternatives: top_logprobs
      .slice(0, alternatives)
      .filter((other) => Number.isFinite(other.logprob))
      .map((other) => ({ token: other.token, logprob: other.logprob })),
  };
}
