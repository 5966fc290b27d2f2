import { type ModelPrompt, userPrompt } from '../model/model-prompt';
import type { Reply } from '../model/reply';
import { err, ok, type Result } from '../result';
import { labelReader, quotedLabel, rowText, rulesSection, taskSection } from './labeler-words';
import { material, sections } from './material';
import type { ClassifySubject } from './task';

/** The label of one row, by the code that stands before it. */
export interface LabelChoice {
  /** One for each label, in the order in which the labels are shown. */
  readonly codes: readonly string[];
  render(subject: ClassifySubject): ModelPrompt;
  /** The error says in words why the reply cannot be used. */
  read(reply: Pick<Reply, 'text' | 'choice'>, subject: ClassifySubject): Result<ChosenLabel, string>;
}

interface ChosenLabel {
  readonly label: string;
  /** Of the label among all of them, 0 to 1; absent when the reply came without probabilities. */
  readonly confidence?: number;
}

export function chooseLabel(codes: readonly string[]): LabelChoice {
  return {
    codes,
    render: (subject) =>
      userPrompt(
        sections(
          taskSection(subject.task),
          'The row gets exactly one label, by these rules. Before each label stands its code:',
          rulesSection(subject.labels, ({ label }, place) => `${codes[place]}: ${quotedLabel(label)}`),
          `How to decide:
- read the whole row, and look for the rules that hold for it;
- when rules of several labels hold, the one that describes the row most exactly decides;
- when no rule holds, choose the label whose name and rules come closest.`,
          'This is the row:',
          subject.rows.map((fields) => material('row', rowText(fields))).join('\n'),
          `Answer with the code of its label and nothing else. The codes are ${codes.join(', ')}.`,
        ),
        labelReader,
      ),
    read({ text, choice }, { labels }) {
      const probabilities = usable(choice, codes.length);
      const place = probabilities === null ? codes.indexOf(text.trim()) : mostProbable(probabilities);
      const label = labels[place]?.label;
      if (label === undefined) return err(`Expected one of the codes ${codes.join(', ')}, and “${text.trim()}” came.`);
      const confidence = probabilities?.[place];
      return ok(confidence === undefined ? { label } : { label, confidence });
    },
  };
}

/** Null when they are none: a model that lost its way on the GPU may report NaN. */
function usable(choice: readonly number[] | undefined, count: number): readonly number[] | null {
  if (choice === undefined || choice.length !== count) return null;
  return choice.every((each) => each >= 0 && each <= 1) && choice.some((each) => each > 0) ? choice : null;
}

/** The first of equals: labels are in no order that favours one. */
function mostProbable(probabilities: readonly number[]): number {
  return probabilities.indexOf(Math.max(...probabilities));
}
