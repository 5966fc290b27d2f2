import { meaningfulWords, type RowReading, type Words } from './row-reading';
import { type Trait, traitsIn } from './row-traits';

/** What a rule demands, as far as words and form go. */
export interface RuleReading {
  /** Any of them speaks for the rule, each a little more. */
  readonly named: Words;
  /** With any of them in the row, the rule does not hold. */
  readonly excluded: Words;
  /** All of them have to hold. */
  readonly traits: readonly Trait[];
}

/** "The body mentions a refund or a charge, unless it mentions a trial." Any English rule is read in this way, whoever wrote it. */
export function readRule(text: string): RuleReading {
  const kept = readings.get(text);
  if (kept !== undefined) return kept;
  if (readings.size >= readingsKept) readings.clear();
  const reading = newReading(text);
  readings.set(text, reading);
  return reading;
}

/** How much of a row speaks for a rule; 0: the rule does not hold. `weight` is what a word is worth, from 0 to 1. */
export function evidence(rule: string, row: RowReading, weight: (stem: string) => number = () => 1): number {
  const { named, excluded, traits } = readRule(rule);
  const words = wordsInView(rule, row);
  if ([...excluded.keys()].some((stem) => words.has(stem))) return 0;
  if (traits.some((holds) => !holds(row.text))) return 0;
  const found = [...named.keys()].filter((stem) => words.has(stem));
  if (found.length === 0 && named.size > 0) return 0;
  const hits = found.reduce((sum, stem) => sum + weight(stem), traits.length);
  // Of two rules that name as many words of the row, the one that names fewer others fits it better.
  return hits === 0 ? 0 : hits + found.length / (4 * Math.max(1, named.size));
}

/** A rule that begins with the name of an input is about that input alone. */
function wordsInView(rule: string, row: RowReading): Words {
  const subject = /^\s*(?:the\s+)?(\S+)/i.exec(rule)?.[1]?.toLowerCase();
  return row.fields.find(({ name }) => name.toLowerCase() === subject)?.words ?? row.words;
}

function newReading(text: string): RuleReading {
  const parts = text
    .replace(frame, '')
    .split(/[.;](?=\s|$)/)
    .map((clause) => {
      const [wanted = '', ...unwanted] = clause.split(exclusion);
      return { wanted: traitsIn(wanted), unwanted: traitsIn(unwanted.join(' ')) };
    });
  const excluded = new Map(parts.flatMap(({ unwanted }) => [...meaningfulWords(unwanted.rest)]));
  const named = parts
    .flatMap(({ wanted }) => [...meaningfulWords(wanted.rest)])
    .filter(([stem]) => !excluded.has(stem));
  const traits = parts.flatMap(({ wanted, unwanted }) => [
    ...wanted.traits,
    ...unwanted.traits.map(
      (holds): Trait =>
        (row) =>
          !holds(row),
    ),
  ]);
  return { named: new Map(named), excluded, traits };
}

/** "The customer asks for": who says it and how is the same for every rule. */
const frame =
  /^\s*(?:the|a|an|this)\s+\S+\s+(?=(?:mention|name|speak|talk|ask|say|ha[sv]|contain|describe|tell|report|include|use|write)\w*\b)/i;

/** A bare "not" is no exclusion: "cannot sign in" is what the row says. */
const exclusion =
  /\b(?:unless|except|excluding|(?:but|and|or) not|rather than|instead of|other than|no mention of|without mentioning|(?:do|does) not (?:mention|name|contain|include|speak|talk))\b/i;

const readings = new Map<string, RuleReading>();
const readingsKept = 2000;
