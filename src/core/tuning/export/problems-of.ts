import type { TextTurn } from '../run/made-row';
import type { ExportFormat } from './export-settings';
import { formatOf } from './formats';
import type { TrainingExample } from './training-example';

/** What a format wants, a sentence each; said before anything is downloaded. */
export function needsOf(format: ExportFormat): readonly string[] {
  switch (format) {
    case 'openai-sft':
    case 'openai-dpo':
      return [
        `OpenAI takes a file of at least ${leastOfOpenAi} examples.`,
        'Together refuses a line that has keys of two formats: each line here has those of one.',
      ];
    case 'gemini-preference':
      return ['Text alone, with one good and one bad answer to each prompt.'];
    case 'llama-factory-sft':
    case 'llama-factory-dpo':
      return ['The entry of dataset_info.json goes into the file of that name in the data folder.'];
    case 'constitutional-ai':
      return ['Rows that have a critique and a revision.'];
    default:
      return [];
  }
}

const leastOfOpenAi = 10;

interface ExamplesOfSplits {
  readonly training: readonly TrainingExample[];
  readonly validation: readonly TrainingExample[];
}

/** What of it is not there, a sentence each. Empty: the files can be used as they are. */
export function problemsOf(format: ExportFormat, { training, validation }: ExamplesOfSplits): readonly string[] {
  const all = [...training, ...validation];
  if (all.length === 0) return ['No example is left to take away.'];
  const isOpenAi = format === 'openai-sft' || format === 'openai-dpo';
  const unanswered = all.filter(({ turns }) => turns.at(-1)?.role !== 'user').length;
  const uneven = takesTurns(format) ? all.filter(({ turns }) => !doesAlternate(turns)).length : 0;
  return [
    ...(isOpenAi && training.length < leastOfOpenAi
      ? [`OpenAI takes at least ${leastOfOpenAi} examples to train with; there ${wordsOfCount(training.length)}.`]
      : []),
    ...(unanswered > 0
      ? [`${formatOf(format).name} wants prompts that end with the user’s turn; ${unanswered} of ${all.length} do not.`]
      : []),
    ...(uneven > 0
      ? [
          `${formatOf(format).name} wants turns of the user and the model by turns; in ${uneven} of ${all.length} they are not.`,
        ]
      : []),
  ];
}

function wordsOfCount(count: number): string {
  return count === 1 ? 'is 1' : `are ${count}`;
}

function takesTurns(format: ExportFormat): boolean {
  return format.startsWith('gemini') || format.startsWith('llama-factory');
}

/** Beginning with the user's. */
function doesAlternate(turns: readonly TextTurn[]): boolean {
  return turns
    .filter(({ role }) => role !== 'system')
    .every(({ role }, at) => role === (at % 2 === 0 ? 'user' : 'model'));
}
