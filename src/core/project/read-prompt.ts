import type { Principle } from '../constitution/principle';
import { joinedPrompt } from '../prompt/compose';
import { readSentPrompt } from '../prompt/read-sent-prompt';
import type { InputSet } from './project';

/** What a file for people holds of a project. */
export interface ReadPrompt {
  readonly name: string;
  /** As it stands in the file. */
  readonly preamble: string;
  readonly principles: readonly Omit<Principle, 'id'>[];
  readonly sets: readonly Omit<InputSet, 'id'>[];
}

/** Only what would be written in the same way again is taken apart: everything else is the author's own text. */
export function splitPrompt(text: string): { readonly preamble: string; readonly principles: readonly string[] } {
  const { preamble, principles } = readSentPrompt(text);
  const isWhole = principles.every((words) => words !== '' && words.trim() === words);
  const again = joinedPrompt(
    preamble,
    principles.map((words, index) => ({ id: `${index}`, text: words, status: 'on', sources: [] })),
  );
  return isWhole && again === text ? { preamble, principles } : { preamble: text, principles: [] };
}
