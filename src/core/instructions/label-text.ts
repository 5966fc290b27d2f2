import type { ModelPrompt } from '../model/model-prompt';
import { userPrompt } from '../model/model-prompt';
import { quotedLabel, rowText, rulesSection, taskSection } from './labeler-words';
import { material, sections } from './material';
import type { ClassifySubject } from './task';

/** What comes before the text of a label whose probability is asked for, of one row. It ends where the label begins, also without a chat template. */
export function labelTextPrompt({ task, labels, rows }: ClassifySubject): ModelPrompt {
  return userPrompt(
    sections(
      taskSection(task),
      'The row gets exactly one label, by these rules:',
      rulesSection(labels),
      'This is the row:',
      rows.map((fields) => material('row', rowText(fields))).join('\n'),
      `The labels are ${labels.map(({ label }) => quotedLabel(label)).join(', ')}. Answer with the text of the row’s label and nothing else.`,
      'Label: ',
    ),
  );
}
