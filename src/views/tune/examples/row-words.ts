import type { Outcome, RowEdit } from '../../../core/tuning/run/made-row';
import type { TuningRun } from '../../../core/tuning/run/tuning-work';
import type { RowFilter, RowFlag, RowLength, RowScore, RowShown } from '../../../core/tuning/tuning-port';
import type { IconName } from '../../ui/icon-paths';

interface OutcomeMark {
  readonly icon: IconName;
  readonly tone: 'good' | 'warn' | 'bad' | 'faint' | 'plain';
  readonly word: string;
}

export const outcomeMarks: Readonly<Record<Outcome | 'rejected' | 'cut' | 'kept', OutcomeMark>> = {
  revised: { icon: 'check', tone: 'good', word: 'revised' },
  'nothing-to-improve': { icon: 'minus', tone: 'faint', word: 'nothing to improve' },
  'first-wins': { icon: 'picked', tone: 'good', word: 'A in both orders' },
  'second-wins': { icon: 'picked', tone: 'good', word: 'B in both orders' },
  'brought-in': { icon: 'file', tone: 'plain', word: 'brought in' },
  tie: { icon: 'minus', tone: 'faint', word: 'tie' },
  flipped: { icon: 'swap', tone: 'warn', word: 'flipped' },
  identical: { icon: 'dup', tone: 'faint', word: 'identical' },
  unreadable: { icon: 'warn', tone: 'warn', word: 'unreadable' },
  failed: { icon: 'warn', tone: 'bad', word: 'failed' },
  'under-way': { icon: 'idle', tone: 'faint', word: 'under way' },
  rejected: { icon: 'x', tone: 'bad', word: 'rejected' },
  cut: { icon: 'cut', tone: 'warn', word: 'cut' },
  kept: { icon: 'check', tone: 'good', word: 'kept, cut' },
};

/** What a row stands as: the author's word counts most, then whether it is whole, then what came of it. */
export function standingOf({ outcome, flags, edit }: Pick<RowShown, 'outcome' | 'flags' | 'edit'>) {
  if (edit?.isRejected) return 'rejected';
  if (!flags.includes('cut') || outcome === 'failed') return outcome;
  return edit?.isKept ? 'kept' : 'cut';
}

/** What the author did to the texts that are taken away; null: nothing. */
export function editedWord(edit: RowEdit | null): string | null {
  if (edit?.isSwapped) return 'swapped';
  if (edit?.chosen !== undefined || edit?.rejected !== undefined) return 'edited';
  return edit?.round === undefined ? null : `round ${edit.round}`;
}

/** Of a run that has made nothing yet: what has to happen. */
export function beforeRows(run: Pick<TuningRun, 'status'> | undefined): string {
  return run?.status.status === 'running' ? 'The first rows are on their way.' : 'Resume makes the first ones.';
}

/** Whether it is in no download as it stands. */
export function isOut(standing: keyof typeof outcomeMarks): boolean {
  return standing === 'rejected' || standing === 'failed' || standing === 'under-way';
}

interface FlagWords {
  /** On the button of the filter. */
  readonly title: string;
  readonly about: string;
}

/** In the order in which they are shown. */
export const flagWords: Readonly<Record<RowFlag, FlagWords>> = {
  cut: { title: 'Cut', about: 'Stopped at its token limit; left out of downloads unless you keep it' },
  'critique-ignored': { title: 'Critique ignored', about: 'No word of the critique was taken up' },
  'mentions-revision': {
    title: 'Mentions revision',
    about: 'Begins with “Revision:” or “Here is …”, or talks about the critique',
  },
  unchanged: { title: 'Unchanged', about: 'The revision equals the answer' },
  'equal-but-for-space': { title: 'Equal but for space', about: 'The two texts differ in white space alone' },
  'late-difference': {
    title: 'Late difference',
    about: 'The two texts first differ so late that a trainer may cut the difference off',
  },
  'copied-example': { title: 'Copied', about: '60% or more of its runs of 8 words come from an example' },
  refusal: { title: 'Refusal', about: 'It declines to answer' },
  'other-language': { title: 'Other language', about: 'Not the language of the prompt' },
  'by-hand': { title: 'Marked by you', about: 'You flagged it' },
};

export const flagOrder = Object.keys(flagWords) as readonly RowFlag[]; // an object literal of this very type

/** `74 → 45` of an answer and its revision, `22 | 21` of two answers. */
export function lengthsWords(
  { words: [before, after], outcome }: Pick<RowShown, 'words' | 'outcome'>,
  isPair: boolean,
) {
  if (before === null && after === null) return '–';
  const end = after === null ? (outcome === 'under-way' ? '…' : '–') : String(after);
  return `${before ?? '–'} ${isPair ? '|' : '→'} ${end}`;
}

/** `isPair`: every row is of two answers. */
export function lengthOptions(isPair: boolean): readonly { readonly value: RowLength; readonly label: string }[] {
  const by = (how: string) => (isPair ? `B ${how}` : `${how.charAt(0).toUpperCase()}${how.slice(1)} after`);
  return [
    { value: 'longer', label: by('longer') },
    { value: 'twice', label: by('twice or more') },
    { value: 'shorter', label: by('shorter') },
    { value: 'half', label: by('half or less') },
    { value: 'equal', label: 'Equal length' },
    { value: 'under-ten', label: 'Under 10 words' },
    { value: 'one-text', label: 'One text only' },
  ];
}

/** As the column shows it, from the first answer to the second. */
export const scoreOptions: readonly { readonly value: RowScore; readonly label: string }[] = [
  { value: 'first-surely', label: '0.90 and more' },
  { value: 'first', label: '0.61 to 0.89' },
  { value: 'close', label: '0.40 to 0.60' },
  { value: 'second', label: '0.11 to 0.39' },
  { value: 'second-surely', label: '0.10 and less' },
  { value: 'none', label: 'No score' },
];

export const outcomeOptions: readonly {
  readonly value: NonNullable<RowFilter['outcome']>;
  readonly label: string;
}[] = [
  { value: 'revised', label: 'Revised' },
  { value: 'nothing-to-improve', label: 'Nothing to improve' },
  { value: 'first-wins', label: 'A in both orders' },
  { value: 'second-wins', label: 'B in both orders' },
  { value: 'brought-in', label: 'Brought in' },
  { value: 'tie', label: 'Tie' },
  { value: 'flipped', label: 'Flipped' },
  { value: 'identical', label: 'Identical' },
  { value: 'unreadable', label: 'Unreadable' },
  { value: 'rejected', label: 'Rejected' },
  { value: 'edited', label: 'Edited' },
  { value: 'failed', label: 'Failed' },
  { value: 'under-way', label: 'Under way' },
];
