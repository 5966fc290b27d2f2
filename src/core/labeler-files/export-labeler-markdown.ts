import type { Interval } from '../interval';
import type { Rulebook } from '../labeler/rules/rulebook';
import { scoreName } from '../labeler/run/score-name';
import { inline } from '../markdown-text';
import { modelName } from '../model/model-ref';
import type { ContentScores, ContentTraining, LabelerContent } from './labeler-content';

/** For people: the task, the rules of each label, how well it does, and how it came to be. */
export function exportLabelerMarkdown(content: LabelerContent): string {
  const { name, rulebook, experts, training, scores } = content;
  const task = rulebook.task.trim() === '' ? 'No description was given.' : inline(rulebook.task);
  const sections = [
    `# ${inline(name)}`,
    `## Task\n\n${task}`,
    `## Rules\n\n${rulesText(rulebook)}`,
    ...experts.map(({ rulebook: own, rows, words }, place) => {
      const about = words.length === 0 ? '' : ` Words that stand out: ${words.map(inline).join(', ')}.`;
      return `## Rules of expert ${place + 1}\n\nFor a region of ${rows} training rows.${about}\n\n${rulesText(own)}`;
    }),
    `## Scorecard\n\n${scores === null ? 'These rules were not scored.' : scoresText(scores)}`,
    `## Settings\n\n${settingsText(content)}`,
    `## How it was trained\n\n${training === null ? 'Not in this app, or it was imported.' : trainingText(training)}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function rulesText({ labels }: Rulebook): string {
  return labels
    .map(({ label, rules }) => {
      const list = rules.map(({ text }, index) => `${index + 1}. ${inline(text)}`);
      return `### ${inline(label)}\n\n${list.length === 0 ? 'No rules: by its name.' : list.join('\n')}`;
    })
    .join('\n\n');
}

function scoresText({ split, card, accuracy, macroF1 }: ContentScores): string {
  const rows = card.labels.map(({ label, precision, recall, f1, support }) =>
    tableRow([inline(label), figure(precision), figure(recall), figure(f1), String(support)]),
  );
  return [
    `On ${card.total} ${split} rows${split === 'test' ? ', which training never saw' : ', which chose between rulebooks'}. In brackets, the 95% interval.`,
    '',
    `- Accuracy: ${withInterval(card.accuracy, accuracy)}`,
    `- Macro F1: ${withInterval(card.macroF1, macroF1)}`,
    `- Without a readable label: ${card.unread}${card.blocked === 0 ? '' : `, ${card.blocked} of them blocked`}`,
    '',
    tableRow(['Label', 'Precision', 'Recall', 'F1', 'Support']),
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

function settingsText({ inputs, experts, trainModel, evalModel, classify, abstainBelow }: LabelerContent): string {
  const { truncateWords, temperature, seed, examplesPerCall } = classify;
  const embeddedBy = experts[0]?.embeddedBy;
  return list([
    ['Inputs', inputs.length === 0 ? 'not named' : inputs.map(inline).join(', ')],
    ['Eval model', evalModel === null ? 'not named' : inline(modelName(evalModel))],
    ['Train model', trainModel === null ? 'not named' : inline(modelName(trainModel))],
    ...(embeddedBy === undefined ? [] : [['Embedding model', inline(modelName(embeddedBy))] as const]),
    ['Temperature', temperature],
    ['Words of an input that are read', truncateWords],
    ['Rows in a request', examplesPerCall],
    ['Seed of the order of the labels', seed],
    ...(abstainBelow > 0 ? [['Labels are held back below a confidence of', abstainBelow] as const] : []),
  ]);
}

function trainingText({ file, hyperparameters, steps, calls }: ContentTraining): string {
  const { mistakesPerStep, mutationsPerMistake, keepBest, score, validationExamples, testExamples } = hyperparameters;
  return list([
    ['File', inline(file)],
    ['Steps', `${steps} of at most ${hyperparameters.steps}`],
    ['Calls', calls],
    ['Score', scoreName(score, inline)],
    ['Validation rows', validationExamples],
    ['Test rows', testExamples],
    ['Mistakes per step', mistakesPerStep],
    ['Mutations per mistake', mutationsPerMistake],
    ['Rulebooks kept', keepBest],
    ['Train temperature', hyperparameters.trainTemperature],
    ['Seed', hyperparameters.seed],
  ]);
}

function list(items: readonly (readonly [name: string, value: string | number])[]): string {
  return items.map(([name, value]) => `- ${name}: ${value}`).join('\n');
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function withInterval(value: number, { low, high }: Interval): string {
  return `${figure(value)} (${figure(low)} to ${figure(high)})`;
}

function figure(value: number): string {
  return value.toFixed(3);
}
