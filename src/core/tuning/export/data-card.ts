import type { Instant } from '../../effects';
import { fenced, inline } from '../../markdown-text';
import { modelName } from '../../model/model-ref';
import { writeConstitution } from '../constitution/write-constitution';
import type { TuningRun } from '../run/tuning-work';
import type { ExportRequest } from '../tuning-port';
import type { CollectedExamples } from './collect-examples';
import type { DataFile } from './data-files';
import { formatOf, formOf } from './formats';
import { leftOutReasons, leftOutWords } from './left-out';
import type { Proportion, TuningStatistics } from './tuning-statistics';

interface CardRequest {
  readonly request: ExportRequest;
  readonly collected: CollectedExamples;
  /** Names of the files of each split. */
  readonly files: { readonly train: string; readonly validation?: string };
  readonly now: Instant;
}

/** The `README.md` of a data set as Hugging Face reads it: what is in the files, in front matter, and what they were made from, in words. */
export function dataCard(card: CardRequest): DataFile {
  const { request, collected, now } = card;
  const sections = [
    frontMatter(card),
    `# ${inline(request.projectName)}: fine-tuning data`,
    `Made with Constitution Studio on ${now}. Answers, critiques and judgements were written by the models named below.`,
    aboutFiles(card),
    ...request.runs.map(aboutRun),
    ...(collected.statistics === null ? [] : [aboutOutcomes(collected), aboutJudging(collected.statistics)]),
    ...constitutions(request.runs.filter(({ broughtIn }) => broughtIn === undefined)),
  ];
  return { name: 'README.md', parts: [`${sections.filter((section) => section !== '').join('\n\n')}\n`] };
}

function frontMatter({ request, collected, files }: CardRequest): string {
  const { kind } = formatOf(request.settings.format);
  const tags = ['synthetic', 'constitutional-ai', 'constitution-studio', ...tagsOfKind[kind]];
  const splits = Object.entries(files).flatMap(([split, path]) => [`  - split: ${split}`, `    path: ${path}`]);
  return [
    '---',
    `pretty_name: ${yamlText(oneLine(request.projectName))}`,
    'tags:',
    ...tags.map((tag) => `- ${tag}`),
    'size_categories:',
    `- ${sizeCategory(collected.training.length + collected.validation.length)}`,
    'configs:',
    '- config_name: default',
    '  data_files:',
    ...splits,
    '---',
  ].join('\n');
}

const tagsOfKind = { supervised: ['sft'], preference: ['dpo', 'preference'], unpaired: ['kto'] } as const;

function sizeCategory(examples: number): string {
  if (examples < 1_000) return 'n<1K';
  if (examples < 10_000) return '1K<n<10K';
  if (examples < 100_000) return '10K<n<100K';
  return examples < 1_000_000 ? '100K<n<1M' : '1M<n<10M';
}

function aboutFiles({ request, collected, files }: CardRequest): string {
  const { settings, as } = request;
  const { training, validation, edited, leftOut, flags, seed } = collected;
  const out = leftOutReasons.flatMap((reason) =>
    leftOut[reason] ? [`${leftOut[reason]} ${leftOutWords[reason]}`] : [],
  );
  const left = Object.entries(flags).map(([flag, count]) => `${count} ${inWords(flag)}`);
  return [
    '## Files',
    '',
    `- Form: ${formatOf(settings.format).name} (${formOf(settings.format, as).about})`,
    `- \`${files.train}\`: ${training.length} examples`,
    ...(files.validation === undefined ? [] : [`- \`${files.validation}\`: ${validation.length} examples`]),
    `- Split by prompt, seed ${seed}: no prompt is in both`,
    ...(settings.splitByKind ? ['- Other prompts of the same runs are kept for the other kind of data'] : []),
    `- Left out: ${out.length === 0 ? 'nothing' : out.join(', ')}`,
    `- Flags left in: ${left.length === 0 ? 'none' : left.join(', ')}`,
    `- Edited by hand: ${edited.length === 0 ? 'none' : `${edited.length}, with the ids ${edited.map(quoted).join(', ')}`}`,
    '',
    'Settings of the export:',
    '',
    fenced(JSON.stringify(settings, null, 2), 'json'),
  ].join('\n');
}

function aboutRun(run: TuningRun): string {
  const { settings, promptModel, alignmentModel, done, total } = run;
  const { judge, answersBy } = settings.comparison;
  const isComparison = settings.make === 'comparison';
  if (run.broughtIn !== undefined)
    return `## Run ${run.n}\n\n- ${done} pairs of the file ${quoted(run.broughtIn)}, brought in ${run.at}`;
  return [
    `## Run ${run.n}`,
    '',
    `- ${makeNames[settings.make]}, begun ${run.at}; ${done} of ${total} prompts`,
    `- Answers: ${modelName(promptModel)}`,
    ...(isComparison && answersBy.kind === 'models' ? [`- Second answers: ${modelName(answersBy.second)}`] : []),
    isComparison
      ? `- Judge: ${modelName(judge ?? alignmentModel)}`
      : `- Critiques and revisions: ${modelName(alignmentModel)}`,
    `- Seed: ${settings.seed}`,
    '',
    fenced(JSON.stringify(settings, null, 2), 'json'),
  ].join('\n');
}

const makeNames = {
  improvement: 'Answer improvement',
  comparison: 'Comparison',
  'revision-pair': 'Revision over answer',
} as const;

function aboutOutcomes({ statistics }: CollectedExamples): string {
  if (statistics === null) return '';
  const { outcomes, words, principles } = statistics;
  return [
    '## Outcomes',
    '',
    '| outcome | rows |',
    '| --- | ---: |',
    ...Object.entries(outcomes).map(([outcome, count]) => `| ${inWords(outcome)} | ${count} |`),
    ...(words === null ? [] : ['', `Words, median: ${words.before} before, ${words.after} after.`]),
    '',
    '| principle | rows | words |',
    '| --- | ---: | --- |',
    ...principles.map(({ name, used, about }) => `| ${cell(name)} | ${used} | ${cell(about)} |`),
  ].join('\n');
}

function aboutJudging({ flips, firstPlaceWon, longerWon, favours }: TuningStatistics): string {
  if (flips === null) return '';
  const favoured = favours.map((bias) => biasNames[bias]);
  return [
    '## Judging',
    '',
    'With 95% intervals (Wilson).',
    '',
    `- Flip rate: ${percent(flips)}`,
    ...(firstPlaceWon === null ? [] : [`- The first place won: ${percent(firstPlaceWon)}`]),
    ...(longerWon === null ? [] : [`- The longer answer won: ${percent(longerWon)}`]),
    ...(favoured.length === 0 ? [] : [`- The judge favours ${favoured.join(' and ')}`]),
  ].join('\n');
}

/** `late-difference` → `late difference` */
function inWords(key: string): string {
  return key.replaceAll('-', ' ');
}

const biasNames = {
  'first-place': 'the first place',
  'second-place': 'the second place',
  longer: 'the longer answer',
  shorter: 'the shorter answer',
} as const;

function percent({ share, low, high, of }: Proportion): string {
  const [at, from, to] = [share, low, high].map((part) => (part * 100).toFixed(1));
  return `${at}% (${from} to ${to}, of ${of})`;
}

/** Whole; runs of one constitution share it. */
function constitutions(runs: readonly TuningRun[]): readonly string[] {
  const texts = new Map<string, number[]>();
  for (const { constitution, n } of runs) {
    const text = writeConstitution(constitution);
    texts.set(text, [...(texts.get(text) ?? []), n]);
  }
  return [...texts].map(([text, numbers]) => {
    const whose = numbers.length === 1 ? `run ${numbers[0]}` : `runs ${numbers.join(', ')}`;
    return `## Constitution of ${whose}\n\n${fenced(text.trimEnd(), 'json')}`;
  });
}

/** A JSON text is a quoted one of YAML, too, but for characters that YAML refuses to read unless they are escaped. */
function yamlText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function cell(text: string): string {
  return oneLine(text).replaceAll('\\', '\\\\').replaceAll('|', '\\|');
}
