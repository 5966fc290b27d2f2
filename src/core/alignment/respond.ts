import type { RespondSubject } from '../instructions/task';
import { userPrompt } from '../model/model-prompt';
import type { ModelRequest } from '../model/model-request';
import type { SamplingSettings } from '../model/sampling-settings';
import type { ComposedPrompt } from '../prompt/compose';

interface Respond {
  readonly composed: ComposedPrompt;
  readonly settings: SamplingSettings;
  /** Place of the first candidate that is asked for, from 0. */
  readonly candidate?: number;
}

/** Runs the prompt: a fresh sample each time. */
export function respondRequest({ composed, settings, candidate = 0 }: Respond): ModelRequest {
  const { instruction, principles, text, values } = composed;
  return {
    purpose: 'respond',
    subject: { instruction, principles, values } satisfies RespondSubject,
    prompt: userPrompt(text),
    settings,
    reply: { type: 'text' },
    cache: 'fresh',
    candidate,
  };
}
