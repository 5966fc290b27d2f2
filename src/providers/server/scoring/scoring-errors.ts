import { ModelError } from '../../../core/model/model-error';

/** No figure is made up: whatever is here ends an evaluation. */
export function forcedTokenMissing(wanted: number, came: string): ModelError {
  const message = `The forced token is not the one that came back: token ${wanted} was asked for, and ${came} came. No figure can be given. Try again; if it happens again, choose another model.`;
  return new ModelError({ kind: 'unreadable', code: 'FORCED_TOKEN', message });
}

export function noLogprob(token: string): ModelError {
  const message = `The server told no log-probability of "${token}": it is too unlikely for the numbers that it writes, or left out. No figure can be given. Try another text or another model.`;
  return new ModelError({ kind: 'unreadable', code: 'NO_LOGPROB', message });
}

export function onlyOneToken(): ModelError {
  const message =
    'The text is a single token with nothing before it, and this model has no begin token: it has no probability. Enter a prompt, or a longer text.';
  return new ModelError({ kind: 'bad-request', code: 'ONE_TOKEN', message });
}

export function tooLongToScore(tokens: number, limit: number): ModelError {
  const message = `Prompt and expected completion are ${tokens} tokens, and the context of this model is ${limit}. Shorten one of them, or give the model a longer context in the server.`;
  return new ModelError({ kind: 'too-long', code: 'CONTEXT', message });
}

export function cannotScore(why: string, code = 'UNSUPPORTED'): ModelError {
  return new ModelError({ kind: 'bad-request', code, message: why });
}
