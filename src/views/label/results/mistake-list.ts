import type { Prediction } from '../../../core/labeler/prediction/prediction';
import type { Rulebook } from '../../../core/labeler/rules/rulebook';
import { outcomeReasons } from './prediction-words';
import type { ReadRow } from './shown-evaluation';

/** Which of the rows that were read the table shows. Null: any. */
export interface MistakeFilter {
  readonly golden: string | null;
  /** `unread`: no readable answer. */
  readonly predicted: Predicted | null;
  readonly search: string;
  /** `right`: a cell of the diagonal was chosen. `corrected`: whose golden label the author has changed, misread or not. */
  readonly kind: 'misread' | 'right' | 'corrected';
}

export type Predicted = { readonly kind: 'label'; readonly label: string } | { readonly kind: 'unread' };

export const everyMistake: MistakeFilter = { golden: null, predicted: null, search: '', kind: 'misread' };

export const mistakeOrders = ['row', 'most-sure', 'least-sure', 'golden'] as const;
export type MistakeOrder = (typeof mistakeOrders)[number];

export const orderNames: Readonly<Record<MistakeOrder, string>> = {
  row: 'Row in the file',
  'most-sure': 'Most confident first',
  'least-sure': 'Least confident first',
  golden: 'Golden label',
};

export function isMistake({ golden, prediction }: ReadRow): boolean {
  return prediction.label !== golden;
}

export function listMistakes(
  rows: readonly ReadRow[],
  { filter, order }: { readonly filter: MistakeFilter; readonly order: MistakeOrder },
): readonly ReadRow[] {
  const words = filter.search.trim().toLowerCase();
  return rows
    .filter((row) => isOfKind(row, filter.kind))
    .filter(({ golden }) => filter.golden === null || golden === filter.golden)
    .filter(({ prediction }) => filter.predicted === null || isPredicted(prediction.label, filter.predicted))
    .filter((row) => words === '' || row.fields.some(({ text }) => text.toLowerCase().includes(words)))
    .toSorted((a, b) => compare(a, b, order));
}

/** Nothing is left out but what is of another kind. */
export function showsAll({ golden, predicted, search }: MistakeFilter): boolean {
  return golden === null && predicted === null && search.trim() === '';
}

export function isCorrected({ golden, inFile }: ReadRow): boolean {
  return golden !== inFile;
}

function isOfKind(row: ReadRow, kind: MistakeFilter['kind']): boolean {
  switch (kind) {
    case 'misread':
      return isMistake(row);
    case 'right':
      return !isMistake(row);
    case 'corrected':
      return isCorrected(row);
  }
}

function isPredicted(label: string | null, predicted: Predicted): boolean {
  return predicted.kind === 'unread' ? label === null : label === predicted.label;
}

function compare(a: ReadRow, b: ReadRow, order: MistakeOrder): number {
  switch (order) {
    case 'row':
      return a.row - b.row;
    case 'most-sure':
      return sureness(b, 0) - sureness(a, 0) || a.row - b.row;
    case 'least-sure':
      return sureness(a, 1) - sureness(b, 1) || a.row - b.row;
    case 'golden':
      return a.golden.localeCompare(b.golden) || a.row - b.row;
  }
}

/** Rows without a confidence come last in either direction. */
function sureness({ prediction }: ReadRow, without: 0 | 1): number {
  return prediction.confidence ?? (without === 0 ? -1 : 2);
}

/** Whether the model was asked which rule it followed: one that chooses a label by its code names none, ever. */
export function namesRules(rows: readonly ReadRow[]): boolean {
  const read = rows.filter(({ prediction }) => prediction.outcome === 'read');
  return read.length === 0 || read.some(({ prediction }) => prediction.ruleId !== undefined);
}

/** `Billing 1`: the label and the number of the rule that the model says it followed; what happened where there is no answer. */
export function followedRule(
  { prediction }: ReadRow,
  rulebook: Rulebook | null,
  otherwise: 'none' | 'not told' = 'none',
): string {
  if (prediction.outcome !== 'read') return outcomeReasons[prediction.outcome];
  const name = prediction.ruleId === undefined ? otherwise : ruleName(prediction.ruleId, rulebook);
  return prediction.expert === undefined ? name : `${name}, expert ${prediction.expert + 1}`;
}

/** `Billing 1: It names a price.`: the rule that a typed row followed; empty where it named none. */
export function ruleWords({ ruleId }: Pick<Prediction, 'ruleId'>, rulebook: Rulebook | null): string {
  const rule = rulebook?.labels.flatMap(({ rules }) => rules).find(({ id }) => id === ruleId);
  return rule === undefined ? '' : `${ruleName(rule.id, rulebook)}: ${rule.text}`;
}

function ruleName(ruleId: string | undefined, rulebook: Rulebook | null): string {
  if (ruleId === undefined) return 'none';
  for (const { label, rules } of rulebook?.labels ?? []) {
    const at = rules.findIndex(({ id }) => id === ruleId);
    if (at >= 0) return `${label} ${at + 1}`;
  }
  return 'a rule that is gone';
}
