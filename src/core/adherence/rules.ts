import { type Amount, amountsIn } from '../constitution/amounts';
import { spelledNumbers } from '../constitution/content-words';
import { withoutEnd } from '../text-ends';
import { isForeign, stemsOf } from './english';

/** What a text asks of a response, as far as the rules understand it. */
export interface Plan {
  readonly count?: Range;
  readonly words?: Range;
  readonly sentences?: Range;
  readonly form?: Form;
  readonly question?: 'first' | 'last' | 'never';
  readonly opening?: string;
  readonly ending?: string;
  /** `each`: one for each point. */
  readonly examples?: boolean | 'each';
  /** Each point is one sentence, or a short one. */
  readonly each?: 'sentence' | 'short sentence';
  readonly reader?: true;
  readonly tone?: Tone;
  /** What to mention (true) and what to avoid (false). */
  readonly named: Readonly<Record<string, boolean>>;
}

export type Range = Pick<Amount, 'min' | 'max'>;
export type Form = 'numbered list' | 'list with bullets' | 'paragraph';
export type Tone = 'friendly' | 'formal' | 'enthusiastic' | 'simple';

export const listNouns = 'uses?|ideas?|items?|points?|tips?|reasons?|steps?|ways|suggestions?|options?';

/** How a wish is put, and what it asks for; `not`: a "never" or "avoid" stands before it. Amounts are read by `amountsOf`. */
type Row = readonly [pattern: RegExp, plan: (match: readonly string[], not: boolean) => Partial<Plan>];

const begin = '\\b(?:start|begin|open)\\w*(?: \\w+){0,3}? with';
const end = '\\b(?:end|finish|close)\\w*(?: \\w+){0,3}? with';
const quoted = `(?:the \\w+ )?["“']([^"”]+?)["”'](?!\\w)`;
const name = `(?:any |the (?:word|phrase) )?["“]?([\\p{L}\\p{N}-]+(?: [\\p{L}\\p{N}-]+){0,3}?)["”]?(?=$|[,:(]| (?:and|in|at|for|of|with) )`;
const avoid = `(?:(?:\\b(?:never|not)|n['’]t) (?:mention|use|talk about|include|need)|\\b(?:avoid|without)) ${name}`;

const table: readonly Row[] = [
  [/\bnumbered\b|\bnumber (?:the|each|all)\b/i, (_, not) => ({ form: not ? 'paragraph' : 'numbered list' })],
  [/\bbullet(?:s|ed)?\b|(?<=\b(?:a|any|no) )list\b/i, (_, not) => ({ form: not ? 'paragraph' : 'list with bullets' })],
  [/\b(?:a|one|single) paragraph\b|\bprose\b/i, (_, not) => ({ form: not ? 'numbered list' : 'paragraph' })],
  [/\bask\b.* questions?\b|(?<=\b(?:no|avoid|any) )questions?/i, (_, not) => ({ question: not ? 'never' : 'first' })],
  [new RegExp(`${begin} an? .*question`, 'i'), (_, not) => ({ question: not ? 'never' : 'first' })],
  [new RegExp(`${end} an? .*question`, 'i'), (_, not) => ({ question: not ? 'never' : 'last' })],
  [new RegExp(`${begin} ${quoted}`, 'i'), ([, opening = ''], not) => (not ? {} : { opening })],
  [new RegExp(`${end} ${quoted}`, 'i'), ([, ending = ''], not) => (not ? {} : { ending })],
  [/\b(?:give|add|include|use|with)\b.* ?examples?/i, (_, not) => ({ examples: !not })],
  [/\bexample (?:for|in|with|after) (?:each|every)\b/i, (_, not) => (not ? {} : { examples: 'each' })],
  [
    /\b(?:each|every)\b[^,;]{0,40} (?:one|1|a single)( short| brief)?(?: full| complete| clear)? sentence\b/i,
    ([, short], not) => (not ? {} : { each: short === undefined ? 'sentence' : 'short sentence' }),
  ],
  [/\b(?:address|speak to|talk to) the (?:reader|user|customer)/i, (_, not) => (not ? {} : { reader: true })],
  [/\b(?:friendl\w+|warm(?:er|ly)?)\b/i, (_, not) => (not ? {} : { tone: 'friendly' })],
  [/\b(?:formal(?:ly)?|professional)\b/i, (_, not) => ({ tone: not ? 'friendly' : 'formal' })],
  [/\b(?:enthusias\w+|excit(?:ed|ing))\b/i, (_, not) => (not ? {} : { tone: 'enthusiastic' })],
  [/\b(?:simple|plain|easy|short) (?:words|language|english|sentences)/i, (_, not) => (not ? {} : { tone: 'simple' })],
  [/\bjargon\b|\b(?:difficult|long|technical) (?:words|sentences)/i, (_, not) => (not ? { tone: 'simple' } : {})],
  [/\b(?:for|to) (?:a |young )?(?:child(?:ren)?|beginners?|\w+-year-old)\b/i, () => ({ tone: 'simple' })],
  [new RegExp(`\\b(?:mention|include|talk about) ${name}`, 'iu'), ([, what], not) => (not ? {} : named(what, true))],
  [new RegExp(avoid, 'iu'), ([, what]) => named(what, false)],
];

/**
 * What holds on a condition only is left out: the rules cannot tell whether it is met. So is what tells and does not order ("it is too
 * formal", "the friendly tone puts me off"): read as an order it would often say its opposite.
 */
export function read(text: string): Plan {
  return merged(clausesOf(text).flatMap((clause) => plansOf(clause).plans));
}

/** Whether the rules understand all that a text asks for: what they make of it is then the whole of it. */
export function isWhollyRead(text: string): boolean {
  const clauses = clausesOf(text);
  const readings = clauses.map(plansOf);
  const names = new Set(readings.flatMap(({ plans }) => plans.flatMap((plan) => Object.keys(plan.named ?? {}))));
  return readings.length > 0 && names.size <= mostNames && readings.every(({ isWhole }) => isWhole);
}

/** What stands in long quotation marks is an example of words, and no order. */
function clausesOf(text: string): readonly string[] {
  return text
    .replace(/"[^"\n]{25,}"/g, '"…"')
    .split(clauseEnd)
    .map((clause) => withoutEnd(clause.trim(), '.!'))
    .filter((clause) => /[\p{L}\p{N}]/u.test(clause));
}

const clauseEnd =
  /\n+|;|, (?=(?:and )?(?:each|every) )|,? (?:and|but|then) (?=(?:do not|don['’]t|never|avoid|use|give|add|include|mention|start|begin|end|write|keep|make|ask|address|explain|say) )|(?<=[.!?]["”']?)\s+/;

/** In characters. What is longer is no wish that these rules could read, and would be searched once per word of it. */
const longestClause = 600;

/** Whether a clause orders something, in English. */
function isOrder(clause: string): boolean {
  if (clause.length > longestClause) return false;
  if (/^(?:if|when|whenever|unless|where)\b/i.test(clause) || clause.endsWith('?') || isForeign(clause)) return false;
  if (/^["“]/.test(clause) || /^(?:write|say something like|leave out sentences like) "/i.test(clause)) return false;
  if (/\btoo (?!many|much)|\benough\b/i.test(clause) && !negated.test(clause)) return false;
  if (/\bnot [\p{L} ]{2,30} enough\b/iu.test(clause)) return false;
  if (!tells.test(clause)) return true;
  return /\b(?:should|shall|must|needs? to|ha(?:s|ve) to|ought to)\b|^(?:i|we)(?:['’]d| would)? (?:want|like|need|prefer)\b/i.test(
    clause,
  );
}

const tells =
  /^(?:i|it|its|it['’]s|this|that|these|those|they|there|we|he|she|my|our|his|her|their|some|the (?!(?:tone|style|voice|format|language) is\b))\b/i;

/** Of two plans about the same thing the later one holds, so a principle wins over the preamble. */
export function merged(plans: readonly Partial<Plan>[]): Plan {
  const all: Partial<Plan> = {};
  const names = new Map<string, boolean>();
  for (const plan of plans) {
    Object.assign(all, plan);
    for (const [name, wanted] of Object.entries(plan.named ?? {})) {
      if (names.has(name) || names.size < mostNames) names.set(name, wanted);
    }
  }
  return { ...all, named: Object.fromEntries(names) };
}

/** Each is looked for in each text that is tried. What asks for more is not wholly read. */
const mostNames = 60;

/** What a text is about: two texts with a common subject ask for the same thing, or for opposites. */
export function subjectsOf(text: string): readonly string[] {
  const { named: names, ...plan } = read(text);
  return [...Object.keys(plan), ...Object.keys(names)];
}

const negated = /(?:\b(?:not|never|no|avoid|without|stop|less|rather than|instead of)\b|n['’]t\b)[^,:]{0,30}$/i;

interface Reading {
  readonly plans: readonly Partial<Plan>[];
  readonly isWhole: boolean;
}

function plansOf(clause: string): Reading {
  if (!isOrder(clause)) return { plans: [], isWhole: false };
  const ruledOut: Partial<Plan>[] = [];
  const asked: Partial<Plan>[] = [];
  const understood: string[] = [];
  for (const [pattern, plan] of table) {
    const match = pattern.exec(clause);
    if (match === null) continue;
    const not = negated.test(clause.slice(0, match.index));
    const found = plan(match, not);
    if (isEmpty(found)) continue;
    (not ? ruledOut : asked).push(found);
    understood.push(match[0]);
  }
  const amounts = amountsOf(clause);
  // "A numbered list, not bullets": what is asked for stands over what is ruled out, whichever is said first.
  const plans = [...amounts, ...ruledOut, ...asked];
  return { plans, isWhole: plans.length > 0 && rest(clause, understood, amounts.length > 0).length === 0 };
}

function isEmpty({ named: names, ...plan }: Partial<Plan>): boolean {
  return Object.keys(plan).length === 0 && Object.keys(names ?? {}).length === 0;
}

/** Words with a meaning that nothing has read. */
function rest(clause: string, understood: readonly string[], isCounted: boolean): readonly string[] {
  const known = new Set(understood.flatMap(stemsOf));
  return stemsOf(clause).filter(
    (stem) =>
      !known.has(stem) &&
      !plainStems.has(stem) &&
      !(isCounted && (/^\d+$/.test(stem) || stem === 'short' || stem === 'long')),
  );
}

/** What any order may speak of, beside what it asks for. */
const plainStems = new Set(
  stemsOf(
    'always exactly precisely maximum total list lists bullet number numbered format form use uses idea ideas item items point points tip ' +
      'tips reason reasons step steps way ways suggestion option suggest reader user paragraph prose tone style voice language word words ' +
      'sentence sentences question questions example examples letter need want like me them not never no avoid without stop under over ' +
      'below above than least most limit speak talk address tell directly ask instead rather',
  ),
);

/** Not read: an exact number of words, and what is asked of each point or of the title. */
function amountsOf(clause: string): readonly Partial<Plan>[] {
  const plain = spelledNumbers(clause.toLowerCase())
    .replace(/\b(?:a single|in a) (?=sentence)/g, '1 ')
    .replace(
      /\b((?:give|list|write|name|offer|want|need)(?: me)?(?: [a-z]+){0,2} \d+)(?=$|,| of them| instead)/g,
      '$1 items',
    )
    .replace(new RegExp(`(\\d) (?:[a-z-]+ ){1,2}(?=(?:${listNouns})\\b)`, 'g'), '$1 ');
  const plans = amountsIn(plain).flatMap(({ of, noun, scope, min, max }): Partial<Plan>[] => {
    if (scope !== '' || (of === 'word' && /\bexactly\b/.test(plain))) return [];
    if (new RegExp(`^(?:${listNouns})$`).test(noun)) return [{ count: { min, max } }];
    if (of === 'sentenc') return [{ sentences: { min, max } }];
    return of === 'word' ? [{ words: { min: min === max ? Math.floor(max * 0.8) : min, max } }] : [];
  });
  if (plans.length > 0 || /\b(?:each|every) /.test(plain)) return plans;
  if (/\b(?:brief|concise|short)(?:ly)?\b(?! (?:words|sente|story))/.test(plain))
    return [{ words: { min: 0, max: 60 } }];
  return /(?<!not |too )\b(?:detailed|in detail)\b/.test(plain) ? [{ words: { min: 80, max: Infinity } }] : [];
}

/** Style and form cannot be named by a response: to leave them unread is more honest than to look for them as words. */
const unnamed =
  /\b(?:examples?|questions?|lists?|bullets?|prose|paragraphs?|introductions?|jargon|tone|style|voice|words?|terms|language|sentences?|claims?|clich\S+|repetition\w*|filler|hype|details?|that|which|how|why|what|it|this|them|more)\b/i;

function named(what = '', wanted = true): Partial<Plan> {
  const thing = what.trim().replace(/^the /i, '').toLowerCase();
  return unnamed.test(thing) || (stemsOf(thing).length === 0 && / /.test(thing)) ? {} : { named: { [thing]: wanted } };
}
