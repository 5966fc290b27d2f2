import * as z from 'zod/mini';
import { userPrompt } from '../model/model-prompt';
import type { ReplySchema } from '../model/model-request';
import { err, ok } from '../result';
import type { Instruction } from './instruction';
import { labelReader, quotedLabel, rowText, rulesSection, taskSection } from './labeler-words';
import { labelText, numberOrNone } from './loose-fields';
import { material, sections } from './material';
import { readJson } from './read-json';
import type { ClassifySubject } from './task';

/** A label with the rule that it was chosen by, from 1 within the label; `rule` 0: by none. Label null: none of the labels. */
export interface Reading {
  readonly label: string | null;
  readonly rule: number;
}

/** A reading without its rule still has a label. */
const readingSchema = z.object({ label: labelText, rule: z.catch(numberOrNone, 0) });
const readingsSchema = z.object({ rows: z.array(readingSchema) });

/** The labels are part of the form of the answer, so there is an instruction for each set of them. */
export function classifyInstruction({
  labels,
  rows,
}: Pick<ClassifySubject, 'labels' | 'rows'>): Instruction<'classify', readonly Reading[]> {
  return {
    purpose: 'classify',
    name: 'labels',
    cache: 'fresh',
    schema: rows.length === 1 ? readingOf(labels) : readingsOf(labels, rows.length),
    render: (subject) =>
      userPrompt(
        sections(
          taskSection(subject.task),
          'Each row gets exactly one label, by these rules:',
          rulesSection(subject.labels),
          `How to decide:
- read the whole row, and look for the rules that hold for it;
- when rules of several labels hold, the one that describes the row most exactly decides;
- when no rule holds, choose the label whose name and rules come closest, and say that you followed rule 0.`,
          subject.rows.length === 1 ? 'This is the row:' : `These are the rows, ${subject.rows.length} in all:`,
          subject.rows.map((fields) => material('row', rowText(fields))).join('\n'),
          `Answer with JSON: ${subject.rows.length === 1 ? form : `{"rows":[${form}, …]}, with one entry a row, in the order of the rows`}. N is the number of the rule that you followed, among the rules of the label that you chose; 0 when there was none.`,
        ),
        labelReader,
      ),
    parse(text, subject) {
      const names = new Map(subject.labels.map(({ label }) => [label.trim(), label]));
      if (subject.rows.length === 1) {
        const reply = readJson(text, readingSchema);
        return reply.ok ? ok([onList(reply.value, names)]) : reply;
      }
      const reply = readJson(text, readingsSchema);
      if (!reply.ok) return reply;
      const { length } = reply.value.rows;
      if (length !== subject.rows.length) return err(`Expected ${subject.rows.length} rows, and ${length} came.`);
      return ok(reply.value.rows.map((reading) => onList(reading, names)));
    },
  };
}

/** Exactly a label after trimming both, since an imported one may have white space at its ends; or none: never a guess. */
function onList({ label, rule }: z.infer<typeof readingSchema>, names: ReadonlyMap<string, string>): Reading {
  const name = names.get(label.trim());
  return name === undefined ? { label: null, rule: 0 } : { label: name, rule };
}

function readingOf(labels: ClassifySubject['labels']): ReplySchema {
  return {
    type: 'object',
    properties: {
      label: { type: 'string', enum: labels.map(({ label }) => label) },
      rule: {
        type: 'integer',
        minimum: 0,
        maximum: Math.max(0, ...labels.map(({ rules }) => rules.length)),
        description: 'The number of the rule that was followed, within its label; 0: none.',
      },
    },
    required: ['label', 'rule'],
  };
}

function readingsOf(labels: ClassifySubject['labels'], count: number): ReplySchema {
  return {
    type: 'object',
    properties: {
      rows: {
        type: 'array',
        items: readingOf(labels),
        minItems: count,
        maxItems: count,
        description: 'In the order of the rows.',
      },
    },
    required: ['rows'],
  };
}

const form = `{"label":${quotedLabel('…')},"rule":N}`;
