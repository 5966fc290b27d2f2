import { estimateTokens } from '../../calls/estimate-tokens';
import type { TuningConstitution } from '../constitution/tuning-constitution';
import type { Compared, Flag, Improved, Made, MadeRow, MadeText, TextTurn } from '../run/made-row';
import { decisionOf, lastRevision } from '../run/outcome';
import { type CopyFinder, createCopyFinder } from './copied-example';
import { ignoresCritique } from './critique-words';
import { languageOf } from './language-of';
import { mentionsRevision, refuses } from './phrases';

/** What there is to say of what was made, before anybody looks at it. */
type RowFlags = Pick<MadeRow, 'flags' | 'differsAt'>;

export type FlagRow = (row: { readonly turns: readonly TextTurn[]; readonly made: Made | null }) => RowFlags;

/** For the rows of a run: what its examples say is looked up once. */
export function createRowFlags(constitution: TuningConstitution): FlagRow {
  const isCopied = createCopyFinder(constitution);
  return ({ turns, made }) => {
    if (made === null) return { flags: [] };
    switch (made.kind) {
      case 'improved':
        return flagsOfImproved(made, turns, isCopied);
      case 'compared':
        return flagsOfCompared(made, turns, isCopied);
      case 'failed':
        return { flags: made.answers.some(({ isCut }) => isCut) || hasCutRound(made) ? ['cut'] : [] };
    }
  };
}

/** From 0, in estimated tokens of what both begin with; null where they are equal. */
export function firstDifference(a: string, b: string): number | null {
  if (a === b) return null;
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return estimateTokens(a.slice(0, at));
}

function flagsOfImproved(made: Improved, turns: readonly TextTurn[], isCopied: CopyFinder): RowFlags {
  const { answer, rounds } = made;
  const revision = lastRevision(rounds);
  const learnt = revision?.text ?? answer.text;
  const found: Readonly<Partial<Record<Flag, boolean>>> = {
    cut: answer.isCut || hasCutRound(made),
    refusal: refuses(learnt),
    'mentions-revision':
      revision !== null && mentionsRevision(revision.text, [...turns.map(({ text }) => text), answer.text]),
    unchanged: revision?.text === answer.text,
    'critique-ignored': revision !== null && revision.text !== answer.text && hasIgnoredCritique(made, turns),
    'other-language': isInOtherLanguage(learnt, turns),
    'equal-but-for-space': revision !== null && isEqualButForSpace(answer.text, revision.text),
    'copied-example': isCopied(learnt) || isCopied(answer.text),
  };
  return { flags: namesIn(found), ...differenceOf(answer.text, revision?.text ?? answer.text) };
}

function flagsOfCompared(made: Compared, turns: readonly TextTurn[], isCopied: CopyFinder): RowFlags {
  const [first, second] = made.answers;
  const learnt = answersToLearn(made);
  const found: Readonly<Partial<Record<Flag, boolean>>> = {
    cut: first.isCut || second.isCut,
    refusal: learnt.some(({ text }) => refuses(text)),
    'other-language': learnt.some(({ text }) => isInOtherLanguage(text, turns)),
    'equal-but-for-space': isEqualButForSpace(first.text, second.text),
    'copied-example': learnt.some(({ text }) => isCopied(text)),
  };
  return { flags: namesIn(found), ...differenceOf(first.text, second.text) };
}

/** The chosen one; both where none was chosen. */
function answersToLearn(made: Compared): readonly MadeText[] {
  const [first, second] = made.answers;
  const { outcome } = decisionOf(made);
  if (outcome === 'first-wins' || outcome === 'brought-in') return [first];
  return outcome === 'second-wins' ? [second] : [first, second];
}

function namesIn(found: Readonly<Partial<Record<Flag, boolean>>>): readonly Flag[] {
  return (Object.keys(found) as Flag[]).filter((flag) => found[flag]); // its keys are flags
}

function differenceOf(a: string, b: string): Pick<RowFlags, 'differsAt'> {
  const differsAt = firstDifference(a, b);
  return differsAt === null ? {} : { differsAt };
}

function hasCutRound({ rounds }: Pick<Improved, 'rounds'>): boolean {
  return rounds.some(({ critique, revision }) => critique.isCut || revision?.isCut === true);
}

/** Of any round: each is shown what the round before it made. */
function hasIgnoredCritique({ answer, rounds }: Improved, turns: readonly TextTurn[]): boolean {
  return rounds.some(({ critique, revision }, at) => {
    const before = rounds[at - 1]?.revision ?? answer;
    return (
      revision !== null &&
      ignoresCritique({ critique: critique.text, before: before.text, after: revision.text, turns })
    );
  });
}

function isEqualButForSpace(a: string, b: string): boolean {
  return a !== b && a.replace(/\s/g, '') === b.replace(/\s/g, '');
}

/** Only where both are sure: a short question may be in any language. */
function isInOtherLanguage(text: string, turns: readonly TextTurn[]): boolean {
  const asked = turns.findLast(({ role }) => role === 'user');
  const [language, wanted] = [languageOf(text), languageOf(asked?.text ?? '')];
  return language !== null && wanted !== null && language !== wanted;
}
