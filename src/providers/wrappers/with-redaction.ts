import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { Reply, TokenLogprob } from '../../core/model/reply';
import { type PolicedModel, type PricedRequest, streaming } from './policed-model';
import { redactSecrets, type StreamRedactor, streamRedactor } from './redact-secrets';

interface RedactionDeps {
  /** What no event, no reply and no error may hold. */
  readonly secrets: () => readonly string[];
}

/**
 * A service that repeats the key in an answer, a gateway that shows the headers it was sent for one, does not get it onto the screen,
 * into a project or into an exported file. All the rest of an answer stays as it is.
 */
export function withRedaction(model: LanguageModel, deps: RedactionDeps): LanguageModel;
export function withRedaction<R extends PricedRequest>(model: PolicedModel<R>, deps: RedactionDeps): PolicedModel<R>;
export function withRedaction<R extends PricedRequest>(
  model: PolicedModel<R>,
  { secrets }: RedactionDeps,
): PolicedModel<R> {
  return streaming(model, async function* (request, signal) {
    const redactors = streamRedactors(secrets());
    try {
      for await (const event of model.stream(request, signal)) yield* redactors.read(event);
    } catch (error) {
      if (signal.aborted) throw error;
      throw withoutSecrets(error, secrets());
    }
  });
}

/** The same error where it holds none. */
export function withoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  if (!(error instanceof ModelError)) return error;
  const data = redactSecrets(error.data, secrets);
  return JSON.stringify(data) === JSON.stringify(error.data) ? error : new ModelError(data);
}

/** One for each kind of text that comes in pieces. */
function streamRedactors(secrets: readonly string[]) {
  const streams = new Map<ModelEvent['type'], StreamRedactor>();

  function* rest(): Iterable<ModelEvent> {
    for (const [type, redactor] of streams) {
      const text = redactor.end();
      // Only kinds with a text have a redactor.
      if (text !== '') yield { type, text } as ModelEvent;
    }
  }

  function* read(event: ModelEvent): Iterable<ModelEvent> {
    if ('text' in event) {
      const redactor = streams.get(event.type) ?? streamRedactor(secrets);
      streams.set(event.type, redactor);
      const text = redactor.piece(event.text);
      if (text !== '') yield { ...event, text };
      return;
    }
    if (event.type === 'restart') streams.clear();
    if (event.type === 'done') {
      yield* rest();
      yield { ...event, reply: redactReply(event.reply, secrets) };
      return;
    }
    yield redactSecrets(event, secrets);
  }

  return { read };
}

function redactReply(reply: Reply, secrets: readonly string[]): Reply {
  const { tokens, promptTokens } = reply;
  return {
    ...redactSecrets(reply, secrets),
    ...(tokens === undefined ? {} : { tokens: redactTokens(tokens, secrets) }),
    ...(promptTokens === undefined ? {} : { promptTokens: redactTokens(promptTokens, secrets) }),
  };
}

/** A key is cut into tokens: of those that it runs over, none keeps a letter, nor do their alternatives. */
function redactTokens<T extends Pick<TokenLogprob, 'token' | 'alternatives'>>(
  tokens: readonly T[],
  secrets: readonly string[],
): readonly T[] {
  const redactor = streamRedactor(secrets);
  const shown = tokens.map(({ token }) => redactor.piece(token));
  const end = redactor.end();
  const plain = shown.join('') + end === tokens.map(({ token }) => token).join('');
  if (plain) return tokens;
  return tokens.map((given, index) => {
    const token = (shown[index] ?? '') + (index === tokens.length - 1 ? end : '');
    return token === given.token ? given : { ...given, token, alternatives: [] };
  });
}
