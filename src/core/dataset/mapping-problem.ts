import type { Split } from './example';
import {
  fewestRowsPerLabel,
  type LabelCounts,
  type Mapping,
  type MappingProblem,
  mostLabels,
  type Threshold,
} from './mapping';
import type { TableSummary } from './table';

interface Mapped {
  readonly summary: Pick<TableSummary, 'columns' | 'rowCount' | 'problems'>;
  readonly mapping: Mapping;
  readonly counts: LabelCounts;
}

/** Two rows for each of training, validation and test. */
const fewestRows = 6;

/** Why the columns cannot be trained on, before any row is counted; null when they can. */
export function columnProblem({ summary, mapping }: Pick<Mapped, 'summary' | 'mapping'>): MappingProblem | null {
  const skipped = allSkipped(summary);
  if (skipped !== null) return skipped;
  const names = new Set(summary.columns.map(({ name }) => name));
  if (!names.has(mapping.labelColumn)) {
    return {
      kind: 'no-label-column',
      message: `A column with the right answers was expected; the file has none called ${quoted(mapping.labelColumn)}. Choose the label column among ${listed([...names])}.`,
    };
  }
  const missing = mapping.inputColumns.filter((name) => !names.has(name));
  if (missing.length > 0) {
    return {
      kind: 'no-inputs',
      message: `The file has no column ${listed(missing)}. Choose the input columns among ${listed([...names])}.`,
    };
  }
  if (mapping.inputColumns.length === 0) {
    return {
      kind: 'no-inputs',
      message:
        'At least one input column was expected; none is chosen. Tick the columns that the label is to be decided from.',
    };
  }
  if (mapping.inputColumns.includes(mapping.labelColumn)) {
    return {
      kind: 'no-inputs',
      message: `${quoted(mapping.labelColumn)} is the label column and an input column: the answer would stand in the question. Untick it among the inputs.`,
    };
  }
  return mapping.threshold === null ? null : sideProblem(mapping.threshold);
}

/** Nothing about labels is worth saying while no row was read. */
function allSkipped({ rowCount, problems }: Mapped['summary']): MappingProblem | null {
  const [first] = problems.shown;
  if (rowCount > 0 || first === undefined) return null;
  return {
    kind: 'too-few-rows',
    message: `Rows with a label were expected, and all of the file’s were skipped. Line ${first.line}: ${first.reason} See “How it is read”.`,
  };
}

/** The names of the sides are the labels. */
function sideProblem({ above, positive, negative }: Threshold): MappingProblem | null {
  const [over, under] = [positive.trim(), negative.trim()];
  if (over !== '' && under !== '' && over !== under) return null;
  const found =
    over !== '' && over === under
      ? `both are called ${quoted(over)}`
      : over === '' && under === ''
        ? 'neither has one'
        : `${over === '' ? `the numbers above ${above}` : 'the other numbers'} have none`;
  return {
    kind: 'no-side-name',
    message: `Two different names were expected, one for the numbers above ${above} and one for the others; ${found}. Write them under "Above it" and "Otherwise".`,
  };
}

/** Why a mapping cannot be trained on; null when it can. */
export function mappingProblem({ summary, mapping, counts }: Mapped): MappingProblem | null {
  return columnProblem({ summary, mapping }) ?? labelProblem(mapping, counts);
}

/** Why a test file does not go with the mapping; null when it does. */
export function testFileProblem(mapping: Mapping, test: Pick<TableSummary, 'columns'>): MappingProblem | null {
  const names = new Set(test.columns.map(({ name }) => name));
  const missing = [mapping.labelColumn, ...mapping.inputColumns].filter((name) => !names.has(name));
  if (missing.length === 0) return null;
  return {
    kind: 'test-columns',
    message: `The test file was expected to have the label column and the input columns of the training file; it has no ${listed(missing)}. Its columns are ${listed([...names])}. Choose a test file with the same columns, or go without one.`,
  };
}

/** Why a split leaves nothing to train or to score on; null when it does not. */
export function splitProblem(split: Split): MappingProblem | null {
  const sides = [
    { name: 'training', rows: split.training.length },
    { name: 'validation', rows: split.validation.length },
    { name: 'test', rows: split.test.length },
  ];
  const short = sides.find(({ rows }) => rows < 2);
  if (short === undefined) return null;
  return {
    kind: 'too-few-rows',
    message: `At least 2 rows each were expected for training, validation and test; ${short.name} gets ${short.rows}. Rows of the same group, and rows with the same inputs, stay together, and rows of the test file are not trained on: choose more rows, smaller sizes, or another group column.`,
  };
}

function labelProblem(mapping: Mapping, counts: LabelCounts): MappingProblem | null {
  const { labels } = counts;
  if (labels.length > mostLabels) {
    return {
      kind: 'too-many-labels',
      message: `At most ${mostLabels} labels were expected; ${quoted(mapping.labelColumn)} has ${labels.length.toLocaleString('en')}, such as ${listed(labels.slice(0, 3).map(({ label }) => label))}. Choose a column with fewer values${counts.variants.length > 0 ? ', or merge those that are one label in several spellings' : ''}.`,
    };
  }
  if (labels.length < 2) return tooFewLabels(mapping, counts);
  const rare = labels.filter(({ count }) => count < fewestRowsPerLabel);
  if (rare.length > 0) {
    const spelled = new Set(counts.variants.flat());
    return {
      kind: 'rare-label',
      message: `At least ${fewestRowsPerLabel} rows of every label were expected; ${listed(rare.map(({ label }) => label))} ${rare.length === 1 ? 'has' : 'have'} one${rare.length === 1 ? '' : ' each'}. Add rows${rare.some(({ label }) => spelled.has(label)) ? ', merge the spellings of one label' : ''}, or take ${rare.length === 1 ? 'it' : 'them'} out of the file.`,
    };
  }
  const rows = labels.reduce((sum, { count }) => sum + count, 0);
  if (rows >= fewestRows) return null;
  return {
    kind: 'too-few-rows',
    message: `At least ${fewestRows} rows with a label were expected, for training, validation and test; there are ${rows}. Add rows.`,
  };
}

function tooFewLabels(mapping: Mapping, counts: LabelCounts): MappingProblem {
  const only = counts.labels[0];
  const found =
    only === undefined
      ? `${quoted(mapping.labelColumn)} has none${droppedNote(counts)}`
      : `all ${only.count.toLocaleString('en')} rows with a label are ${quoted(only.label)}`;
  const next =
    mapping.threshold === null || only === undefined
      ? 'Choose another label column.'
      : `No number is on the other side of ${mapping.threshold.above}: change "Positive above", or choose another label column.`;
  return { kind: 'one-label', message: `At least two different labels were expected; ${found}. ${next}` };
}

function droppedNote({ unlabelled, blank, notNumbers }: LabelCounts): string {
  const parts = [
    ...(unlabelled > 0 ? [`${unlabelled.toLocaleString('en')} without a label`] : []),
    ...(blank > 0 ? [`${blank.toLocaleString('en')} with blank inputs`] : []),
    ...(notNumbers > 0 ? [`${notNumbers.toLocaleString('en')} whose label is no number`] : []),
  ];
  return parts.length === 0 ? '' : ` (rows: ${parts.join(', ')})`;
}

const mostListed = 8;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostListed).map(quoted);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more.toLocaleString('en')} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

const mostQuoted = 60;

function quoted(name: string): string {
  return `“${name.length > mostQuoted ? `${name.slice(0, mostQuoted)}…` : name}”`;
}
