import { exampleOfRow } from '../../../core/tuning/constitution/example-of-row';
import type { ExportSettings } from '../../../core/tuning/export/export-settings';
import type { MadeRow, RowEdit } from '../../../core/tuning/run/made-row';
import { outcomeOf } from '../../../core/tuning/run/outcome';
import type { TuningRun } from '../../../core/tuning/run/tuning-work';

/** Each the reason why a row cannot be worked on so. */
export interface Blockers {
  readonly edit?: string;
  readonly swap?: string;
  readonly takeRound?: string;
  readonly takeAsExample?: string;
}

interface Standing {
  readonly run: Pick<TuningRun, 'settings' | 'constitution'>;
  readonly edit: RowEdit;
  /** Which rounds a download takes. */
  readonly rounds: ExportSettings['rounds'];
  readonly hasTexts: boolean;
  readonly isPair: boolean;
}

export function whyNot(row: MadeRow, { run, edit, rounds, hasTexts, isPair }: Standing): Blockers {
  const outcome = outcomeOf(row.made);
  const why = outcome in nothing ? nothing[outcome as keyof typeof nothing] : undefined; // just looked up
  const noSwap =
    run.settings.make === 'improvement' ? 'This run makes one text a prompt, not pairs.' : (why ?? 'There is no pair.');
  const noExample = outcome === 'brought-in' ? 'Nobody judged it: there is no reasoning to show.' : why;
  return {
    ...(hasTexts ? {} : { edit: why ?? 'There is no text to take away.' }),
    ...(isPair ? {} : { swap: noSwap }),
    ...(rounds === 'all' ? { takeRound: allRounds } : {}),
    ...(exampleOfRow(row, { run, edit, id: '' }) === null
      ? { takeAsExample: noExample ?? 'There is no example to take.' }
      : {}),
  };
}

const nothing = {
  flipped: 'Nothing was chosen: the two orders disagree.',
  tie: 'Nothing was chosen: it is a tie.',
  identical: 'Nothing was chosen: the two answers are the same.',
  unreadable: 'Nothing was chosen: no choice could be read.',
  failed: 'The row failed.',
  'nothing-to-improve': 'There is only the answer: nothing was to be improved.',
} as const;

const allRounds = 'Downloads take all rounds. Choose “The one that I picked” there first.';
