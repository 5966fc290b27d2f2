import type { ComposedTurn } from '../conversation/compose';
import type { RespondSubject } from '../instructions/task';
import type { ModelRequest } from '../model/model-request';
import type { SamplingSettings } from '../model/sampling-settings';

interface Respond {
  readonly composed: ComposedTurn;
  readonly settings: SamplingSettings;
  /** Place of the first candidate that is asked for, from 0. */
  readonly candidate?: number;
  /** As it is called on the screen; the prompt alone tells a real model. */
  readonly botName?: string;
}

/** Answers a turn: a fresh sample each time. */
export function respondRequest({ composed, settings, candidate = 0, botName = '' }: Respond): ModelRequest {
  const { instruction, principles, prompt, values } = composed;
  const isConversation = prompt.system !== undefined;
  return {
    purpose: 'respond',
    subject: {
      instruction,
      principles,
      values,
      ...(isConversation ? { conversation: prompt.turns } : {}),
      ...(isConversation && botName.trim() !== '' ? { bot: { name: botName.trim() } } : {}),
    } satisfies RespondSubject,
    prompt,
    settings,
    reply: { type: 'text' },
    cache: 'fresh',
    candidate,
  };
}
