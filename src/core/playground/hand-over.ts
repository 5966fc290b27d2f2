import type { CallRecord } from '../model/call-record';
import type { ModelPrompt, Part } from '../model/model-prompt';
import { escapeTemplate } from '../prompt/template';
import { blankPlaygroundWork, type CompleteSetup, type PlaygroundPrompt } from './playground-work';
import { typedText } from './sent-prompt';

/** What Align makes of a prompt of the Playground. */
export interface PromptForAlign {
  /** A template that renders exactly the text: its braces are no variables. */
  readonly preamble: string;
  readonly sampling: CompleteSetup['sampling'];
  /** What has no place there, in words. */
  readonly leftOut: readonly string[];
}

export function promptForAlign(
  { system, turns, parts }: Omit<PlaygroundPrompt, 'model'>,
  { sampling }: Pick<CompleteSetup, 'sampling'>,
): PromptForAlign {
  const texts = [system, typedText(parts)].filter((text) => text !== '');
  const images = parts.filter(({ type }) => type === 'image').length;
  return {
    preamble: escapeTemplate(texts.join('\n\n')),
    sampling,
    leftOut: [
      ...(turns.length === 0 ? [] : ['Earlier turns were left out: a prompt in Align is one text.']),
      ...(images === 0 ? [] : ['Images were left out: a prompt in Align is one text.']),
    ],
  };
}

/** A prompt as it was sent, with its images: they have no name and no hash yet. */
export interface OpenedPrompt {
  readonly system: string;
  readonly turns: PlaygroundPrompt['turns'];
  readonly parts: readonly Part[];
}

/** Of Align, or of the call log: the last turn is what is edited. A prompt that ends with the model's words has an empty one behind. */
export function openedPrompt({ system = '', turns }: ModelPrompt): OpenedPrompt {
  const last = turns.at(-1);
  const isUsers = last?.role === 'user';
  const before = isUsers ? turns.slice(0, -1) : turns;
  return {
    system,
    turns: before.map(({ role, parts }) => ({ role, text: textIn(parts) })),
    parts: isUsers ? last.parts : [{ type: 'text', text: '' }],
  };
}

/** Images of earlier turns are not kept. */
function textIn(parts: readonly Part[]): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n');
}

/** A call of the log becomes the set-up that would make it again; a completion that went on behind another begins anew. */
export function openedCall(
  { prompt, settings, completion = {}, scored }: Pick<CallRecord, 'prompt' | 'settings' | 'completion' | 'scored'>,
  newId: () => string,
) {
  const { prefix: _, logitBias = [], ...options } = completion;
  const { candidates: _candidates, ...sampling } = settings;
  const complete: CompleteSetup = {
    ...blankPlaygroundWork.complete,
    sampling,
    options,
    bias: logitBias.map(({ token, bias }) => ({ id: newId(), token: { kind: 'id', id: token }, bias })),
  };
  return {
    task: scored === undefined ? ('complete' as const) : ('evaluate' as const),
    prompt: openedPrompt(prompt),
    complete,
    evaluate: scored ?? null,
  };
}
