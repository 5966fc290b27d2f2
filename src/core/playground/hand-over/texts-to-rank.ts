import type { ModelRef } from '../../model/model-ref';
import type { PlaygroundWork } from '../playground-work';

/** Several completions of one prompt, to be scored side by side. */
export interface TextsToRank {
  readonly model: ModelRef;
  readonly prompt: string;
  readonly completions: readonly string[];
}

/** They become the set-up of Rank, a line each. Nothing is scored before somebody presses it. */
export function withTextsToRank(work: PlaygroundWork, { model, prompt, completions }: TextsToRank): PlaygroundWork {
  const lines = completions.map((text) => text.replace(/[\r\n]+/g, ' '));
  return {
    ...work,
    task: 'evaluate',
    prompt: { model, system: '', turns: [], parts: [{ type: 'text', text: prompt }] },
    evaluate: {
      ...work.evaluate,
      // One that can be evaluated by itself; the others are in the list.
      expected: lines[0] ?? '',
      as: null,
      rank: { completions: lines.join('\n'), dataset: null, promptColumn: null, completionColumn: null },
    },
  };
}
