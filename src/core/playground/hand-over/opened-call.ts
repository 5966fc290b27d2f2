import type { CallRecord } from '../../model/call-record';
import type { PlaygroundPart, PlaygroundWork } from '../playground-work';

interface Opened {
  /** Of the last turn, images by their checksums. */
  readonly parts: readonly PlaygroundPart[];
  readonly newId: () => string;
}

/** A call of the log becomes the set-up: whom it asked, what it said, how it was sampled. */
export function withOpenedCall(work: PlaygroundWork, call: CallRecord, { parts, newId }: Opened): PlaygroundWork {
  const { prompt, model, settings, completion = {}, scored } = call;
  const { logitBias = [], prefix: _, ...options } = completion;
  const { candidates: __, ...sampling } = settings;
  const turns = prompt.turns.slice(0, -1).map(({ role, parts: said }) => ({
    role,
    text: said.map((part) => (part.type === 'text' ? part.text : '')).join(''),
  }));
  return {
    ...work,
    task: scored === undefined ? 'complete' : 'evaluate',
    prompt: { model, system: prompt.system ?? '', turns, parts },
    ...(scored === undefined
      ? {
          complete: {
            ...work.complete,
            sampling,
            options,
            bias: logitBias.map(({ token, bias }) => ({ id: newId(), token: { kind: 'id', id: token }, bias })),
            completions: 1,
            bestOf: null,
            compare: null,
          },
        }
      : { evaluate: { ...work.evaluate, expected: scored.expected, as: scored.as } }),
  };
}
