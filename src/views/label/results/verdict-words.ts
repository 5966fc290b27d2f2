import { scoreName } from '../../../core/labeler/run/score-name';
import type { Advice, Reason, Verdict } from '../../../core/labeler/score/verdict';
import { counted } from '../../shared/counted';
import { score2 } from './figures';
import { percent } from './shown-confidence';

/** `On 100 rows it had not seen it is right 52% of the time. Always answering “ham”: 85%. Do not use it yet.` */
export function verdictWords(verdict: Verdict): string {
  const { split, rows, accuracy, majority } = verdict;
  const seen = split === 'test' ? 'it had not seen' : 'that its rules were chosen by';
  return [
    `On ${counted(rows, 'row')} ${seen} it is right ${percent(accuracy)} of the time.`,
    `Always answering “${majority.label}”: ${percent(majority.accuracy)}.`,
    ...otherScoreWords(verdict),
    adviceWords[verdict.advice],
  ].join(' ');
}

const adviceWords: Readonly<Record<Advice, string>> = {
  use: 'It is better, by more than chance.',
  unproven: 'So few rows cannot tell whether it is better.',
  'do-not-use': 'Do not use it yet.',
};

/** What the run was after, where that is not how often it is right. */
function otherScoreWords({ score, own, majorityScore }: Verdict): readonly string[] {
  if (score.kind === 'accuracy') return [];
  return [`Its ${scoreName(score, (label) => `“${label}”`)} is ${score2(own)} against ${score2(majorityScore)}.`];
}

const inWords = new Intl.ListFormat('en', { type: 'conjunction' });

/** Why, and what to do about it: a sentence or two. */
export function reasonWords(reason: Reason): string {
  switch (reason.kind) {
    case 'practice':
      return 'Its rules are the practice model’s: lists of words, to learn the tool on. A language model writes and follows real ones.';
    case 'few-rows':
      return `On so few rows a share may be off by ${Math.ceil(reason.reach * 100)} points either way. More rows say more.`;
    case 'skew':
      return `${percent(reason.share)} of the rows are “${reason.label}”, so accuracy hardly counts the others. Macro F1 counts every label alike.`;
    case 'overfitting':
      return `It did better on the rows that chose its rules (${score2(reason.validation)}) than on new ones (${score2(reason.test)}). More validation rows, or fewer steps, choose rules that hold.`;
    case 'no-rule':
      return `${percent(reason.share)} of the answers followed no rule. The mistakes show which rules are missing.`;
    case 'unread':
      return `${percent(reason.share)} of the rows got no readable label. A model that keeps to a form reads more.`;
    case 'rare-labels':
      return `Too few rows to say anything of ${inWords.format(reason.labels.map((label) => `“${label}”`))}.`;
  }
}
