import { userPrompt } from '../model/model-prompt';
import type { ModelRequest } from '../model/model-request';
import type { SamplingSettings } from '../model/sampling-settings';
import type { ComposedPrompt } from '../prompt/compose';

interface Respond {
  readonly composed: ComposedPrompt;
  readonly values: Readonly<Record<string, string>>;
  readonly settings: SamplingSettings;
  /** Place of the first candidate that is asked for, from 0. */
  readonly candidate?: number;
}

/** Runs the prompt: a fresh sample each time. */
export function respondRequest({ composed, values, settings, candidate = 0 }: Respond): ModelRequest {
  const { instruction, principles, text } = composed;
  return {
    purpose: 'respond',
    subject: { instruction, principles, values: sentValues(values, instruction), candidate },
    prompt: userPrompt(text),
    settings,
    reply: { type: 'text' },
    cache: 'fresh',
  };
}

/** A form keeps the values of variables that the prompt has no more: nothing of them is sent. */
function sentValues(values: Readonly<Record<string, string>>, instruction: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value.trim() !== '' && instruction.includes(value)),
  );
}
