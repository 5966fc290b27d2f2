import { alephRequest } from '../../core/playground/hand-over/aleph-request';
import { requestCode } from '../../core/playground/hand-over/request-code';
import { type Asked, wireRequest } from '../../core/playground/hand-over/wire-request';
import { rawPrompt, sentPrompt } from '../../core/playground/sent-prompt';
import { err, ok, type Result } from '../../core/result';
import type { StudioState } from '../studio-state';
import { honouredSetup } from './honoured-setup';
import { embeddingRef, evaluateAs, playgroundCapabilities, playgroundModel, playgroundOf } from './select-playground';

export type CopyLanguage = 'curl' | 'typescript' | 'python' | 'aleph';

type Studio = Pick<StudioState, 'project' | 'settings' | 'playground'>;

/** The request of the task on the screen, without any key. The error says why there is none. */
export function copiedRequest(state: Studio, language: CopyLanguage): Result<string, string> {
  const asked = askedNow(state);
  if (!asked.ok) return asked;
  if (language === 'aleph') return ok(`${JSON.stringify(alephRequest(asked.value), null, 2)}\n`);
  const { provider } = asked.value.model;
  const address = provider === 'gemini' || provider === 'server' ? state.settings[provider].address : '';
  const request = wireRequest(asked.value, address, state.playground.program);
  return request.ok ? ok(requestCode[language](request.value)) : request;
}

function askedNow(state: Studio): Result<Asked, string> {
  const work = playgroundOf(state.project);
  const { task, prompt, images, embed, evaluate } = work;
  const model = playgroundModel(state);
  switch (task) {
    case 'complete': {
      const { sampling, options, bias, completions, bestOf } = honouredSetup(
        work.complete,
        playgroundCapabilities(state),
      );
      const logitBias = bias.flatMap(({ id, token, bias: by }) => {
        const check = state.playground.bias[id];
        if (token.kind === 'id') return [{ token: token.id, bias: by }];
        return check?.status === 'one' ? [{ token: check.token.id, bias: by }] : [];
      });
      return ok({
        task,
        model,
        prompt: options.rawPrompt === true ? rawPrompt(prompt) : sentPrompt(prompt, images),
        sampling,
        options: { ...options, ...(logitBias.length > 0 && { logitBias }) },
        completions,
        bestOf,
      });
    }
    case 'evaluate': {
      const as = evaluateAs(state);
      const sent = as === 'continuation' ? rawPrompt(prompt) : sentPrompt(prompt, images);
      return ok({ task, model, prompt: sent, expected: evaluate.expected, as });
    }
    case 'embed': {
      if (embed.dataset !== null) return err('The texts of a file are too many to copy: type some instead.');
      const texts = embed.texts.split('\n').filter((text) => text.trim() !== '');
      const { taskType, dimensions, pooling, normalise } = embed;
      return ok({ task, model: embeddingRef(state), texts, taskType, dimensions, pooling, normalise });
    }
  }
}
