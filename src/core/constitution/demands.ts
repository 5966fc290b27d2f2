import { type Amount, amountsIn } from './amounts';
import { type Axis, axes, lengthAxis } from './axes';
import { contentWords, spelledNumbers } from './content-words';
import { imperatives, readCondition } from './read-condition';
import { scopeAfter, scopeOf } from './scope';

/** What an English rule asks for, as far as we can read it. */
export interface Demands {
  /** Content words of `When …,` at the start; null when the rule holds always. */
  readonly condition: ReadonlyMap<string, string> | null;
  readonly amounts: readonly Amount[];
  readonly poles: readonly Pole[];
  /** What it asks for and what it rules out, in content words, a clause each. */
  readonly wants: readonly ReadonlyMap<string, string>[];
  readonly rulesOut: readonly ReadonlyMap<string, string>[];
}

/** The side of an axis that a rule asks for. */
interface Pole {
  readonly axis: Axis;
  readonly side: 0 | 1;
  readonly scope: string;
}

/** Reads a rule. One in another language has `wants` alone, so that it is compared by its words. */
export function readDemands(rule: string): Demands {
  const text = spelledNumbers(rule.toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ')).trim();
  const condition = readCondition(text)?.trigger ?? /^for\b[^,.;]*(?=,)/.exec(text)?.[0] ?? '';
  const amounts: Amount[] = [];
  const poles: Pole[] = [];
  const wants: ReadonlyMap<string, string>[] = [];
  const rulesOut: ReadonlyMap<string, string>[] = [];

  for (const clause of text.slice(condition.length).split(clauseEnd)) {
    const counted = amountsIn(clause);
    amounts.push(...counted);
    poles.push(...polesIn(clause));
    // A limit is neither a wish nor a ban: `no more than 3 emojis` allows emojis.
    if (counted.length > 0) continue;
    const { asked, ruledOut } = splitNegation(clause);
    if (asked.size > 0) wants.push(asked);
    if (ruledOut.size > 0) rulesOut.push(ruledOut);
  }
  return { condition: condition === '' ? null : contentWords(condition), amounts, poles, wants, rulesOut };
}

const clauseEnd = new RegExp(
  String.raw`[.;:!?](?:\s|$)|(?:,\s*(?:and|but|then)?|\s(?:and|but|then))\s+(?=(?:${imperatives})\b)`,
);

const negator =
  /\b(?:do not|don't|does not|must not|should not|cannot|never|avoid|avoiding|refrain from|omit|exclude|leave out|skip|without|instead of|rather than|not|no)\b/;
/** What stands before these is asked for; before the others it is a mere setting (`In the summary, never …`). */
const afterWish = /^(?:without|instead of|rather than|no|not)$/;

function splitNegation(clause: string): Record<'asked' | 'ruledOut', ReadonlyMap<string, string>> {
  const negation = negator.exec(clause);
  if (negation === null) return { asked: contentWords(clause), ruledOut: new Map() };
  const before = afterWish.test(negation[0]) ? clause.slice(0, negation.index) : '';
  return { asked: contentWords(before), ruledOut: contentWords(clause.slice(negation.index + negation[0].length)) };
}

function polesIn(clause: string): readonly Pole[] {
  // Most clauses speak of no axis, and one look at all of them costs far less than a search for each side.
  if (!anyAxis.test(clause)) return [];
  const negatedFrom = negator.exec(clause)?.index ?? Number.POSITIVE_INFINITY;
  const poles: Pole[] = [];
  for (const axis of axes) {
    for (const side of [0, 1] as const) {
      for (const match of clause.matchAll(axis.patterns[side])) {
        // `Be brief` is about the answer, `short sentences` about sentences, `1 short sentence per use` about each use.
        const scope = axis === lengthAxis ? scopeOf(clause) || scopeAfter(clause, match.index + match[0].length) : '';
        poles.push({ axis, side: match.index > negatedFrom ? opposite[side] : side, scope });
      }
    }
  }
  return poles;
}

const anyAxis = new RegExp(axes.flatMap(({ patterns }) => patterns.map(({ source }) => source)).join('|'), 'u');

const opposite = [1, 0] as const;
