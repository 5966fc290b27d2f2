import { canonicalJson } from '../canonical-json';
import { fileStem } from '../file-stem';
import { classifyRequest } from '../labeler/prediction/classify-request';
import type { Rulebook } from '../labeler/rules/rulebook';
import { numberedRules } from '../labeler/rules/rulebook-content';
import { capabilitiesOf } from '../model/known-capabilities';
import { promptText } from '../model/model-prompt';
import { type ModelRef, modelName, practiceModel } from '../model/model-ref';
import type { ExportedFile } from '../project/export-project';
import { exportLabelerMarkdown } from './export-labeler-markdown';
import { type ContentScores, type LabelerContent, unnamedInput } from './labeler-content';
import { labelerFileKind, labelerFileSchemaId, labelerFileVersion } from './labeler-file-schema';

/** In the order in which the Export dialog shows them. */
export const labelerFormats = ['labeler-json', 'prompt-text', 'markdown'] as const;
export type LabelerFormat = (typeof labelerFormats)[number];

export function exportLabeler(content: LabelerContent, format: LabelerFormat): ExportedFile {
  const stem = fileStem(content.name);
  switch (format) {
    case 'labeler-json':
      return { fileName: `${stem}.labeler.json`, mimeType: 'application/json', text: exportLabelerJson(content) };
    case 'prompt-text':
      return { fileName: `${stem}.labeler.txt`, mimeType: 'text/plain', text: exportLabelerPrompt(content) };
    case 'markdown':
      return { fileName: `${stem}.labeler.md`, mimeType: 'text/markdown', text: exportLabelerMarkdown(content) };
  }
}

/** Importing it and exporting again gives the same file, but for how it was trained and what it scored. */
export function exportLabelerJson(content: LabelerContent): string {
  const { name, rulebook, experts, classify, abstainBelow, inputs, trainModel, evalModel, training, scores } = content;
  return canonicalJson({
    $schema: labelerFileSchemaId,
    kind: labelerFileKind,
    version: labelerFileVersion,
    name,
    rulebook,
    experts,
    classify,
    ...(abstainBelow > 0 ? { abstainBelow } : {}),
    inputs,
    models: { train: named(trainModel), eval: named(evalModel) },
    training,
    scorecard: scores && scorecardFields(scores),
  });
}

/**
 * What is sent to label a row, with `{name}` where an input of the row stands. The labels stand in their own order, where the app
 * shuffles them by row. With experts, the prompt of each stands under a heading.
 */
export function exportLabelerPrompt(content: LabelerContent): string {
  const { rulebook, experts } = content;
  const single = promptOf(rulebook, content);
  if (experts.length === 0) return `${single}\n`;
  const others = experts.map(
    ({ rulebook: own, words }, place) =>
      `=== Expert ${place + 1}${words.length === 0 ? '' : `, for rows about: ${words.join(', ')}`} ===\n\n${promptOf(own, content)}`,
  );
  return `${[...others, `=== For all other rows ===\n\n${single}`].join('\n\n')}\n`;
}

function promptOf(
  rulebook: Rulebook,
  { inputs, classify, evalModel }: Pick<LabelerContent, 'inputs' | 'classify' | 'evalModel'>,
): string {
  const names = inputs.length === 0 ? [unnamedInput] : inputs;
  const subject = {
    task: rulebook.task,
    labels: numberedRules(rulebook),
    rows: [names.map((name) => ({ name, text: `{${name}}` }))],
  };
  return promptText(classifyRequest(subject, classify, capabilitiesOf(evalModel ?? practiceModel)).prompt);
}

function scorecardFields({ split, card, accuracy, macroF1 }: ContentScores): object {
  const { total, correct, unread, blocked, labels } = card;
  return {
    split,
    total,
    correct,
    unread,
    blocked,
    accuracy: { value: card.accuracy, low: accuracy.low, high: accuracy.high },
    macroF1: { value: card.macroF1, low: macroF1.low, high: macroF1.high },
    labels,
  };
}

function named(ref: ModelRef | null): { readonly name: string; readonly ref: ModelRef } | null {
  return ref && { name: modelName(ref), ref };
}
