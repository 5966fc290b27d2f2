import { bareText, listLines, numberPattern, numberWord, sentencesOf, toNumber, wordsOf } from './english';
import type { Form } from './plan';
import type { RuleEntry } from './rule';

export const listNouns =
  'uses?|ideas?|items?|points?|tips?|reasons?|steps?|ways|suggestions?|options?|questions?|names|titles|slogans|benefits?|advantages|drawbacks|risks|things|facts|bullets?|activities|answers|arguments|takeaways|examples';

const bounds =
  '(?<bound>under|below|at most|up to|no more than|(?:more|longer) than|less than|fewer than|shorter than|within|exceed(?:ing)?|(?:a )?maximum(?: of)?|max\\.?|at least|over|(?:a )?minimum(?: of)?|no (?:fewer|less) than|exactly|about|around|roughly|only)?\\s*';

/** Rules about how much is said and how it is laid out. */
export const rulesOfShape: readonly RuleEntry[] = [
  {
    kind: 'count',
    pattern: new RegExp(
      `${bounds}\\b(?<n>${numberPattern})(?:\\s*(?:-|–|to|or)\\s*(?<m>${numberPattern}))?\\s+(?:(?!words?|sentences?|characters?|paragraphs?|lines?|new|which|that)[a-z-]+\\s+){0,3}?(?<noun>${listNouns})\\b`,
      'gi',
    ),
    read: ({ groups, clause, negated }) => {
      const range = rangeOf(groups, negated);
      if (range.min === 1 && range.max === 1 && /\b(?:each|every|per|ask|question)\b/i.test(clause)) return null;
      return count(range);
    },
  },
  {
    kind: 'count',
    pattern: new RegExp(
      `\\b(?:give|list|suggest|name|offer|show|make it|provide|write|want)(?:\\s+(?:me|us|exactly|just|only))*\\s+(?<n>${numberPattern})(?=\\s*(?:$|[.,;]|instead|and\\b|of\\b))`,
      'gi',
    ),
    read: ({ groups }) => count(rangeOf(groups, false)),
  },
  {
    kind: 'length',
    pattern: new RegExp(
      `${bounds}\\b(?<n>${numberPattern}|a single|(?<=\\b(?:in|into|to) )a)(?:\\s*(?:-|–|to|or)\\s*(?<m>${numberPattern}))?[\\s-]+(?:(?:short|full|complete|simple|long|clear)\\s+)?(?<unit>word|sentence|character|paragraph)s?\\b(?:\\s+(?<after>or (?:less|fewer|more)|at most|at least|max\\w*))?`,
      'gi',
    ),
    read: ({ groups, clause, negated }) => {
      const unit = unitOf(groups.unit ?? 'word');
      const range = rangeOf(groups, negated);
      return length({
        unit,
        per: partOf(clause, unit),
        ...(unit === 'word' && range.min === range.max && !/exact|only/i.test(groups.bound ?? '')
          ? { min: Math.floor(range.max * 0.8), max: range.max }
          : range),
      });
    },
  },
  {
    kind: 'length',
    pattern:
      /\b(?:short|shorter|brief|briefer|briefly|concise|concisely|succinct|succinctly|terse)\b(?!\s+(?:sentences?|story|words?|paragraphs?))/gi,
    read: ({ clause, negated }) => {
      if (negated || /sentences/i.test(clause) || /\d+ words/.test(clause)) return null;
      const per = partOf(clause, 'word');
      return length({ unit: 'word', per, min: 0, max: per === 'item' ? 14 : 60 });
    },
  },
  {
    kind: 'length',
    pattern: /\b(?:detailed|in detail|more detail|longer|in depth|thorough|thoroughly|at length)\b(?!\s+than)/gi,
    read: ({ clause, negated }) =>
      /sentences/i.test(clause)
        ? null
        : length({ unit: 'word', per: 'response', ...(negated ? { min: 0, max: 60 } : { min: 90, max: Infinity }) }),
  },
  {
    kind: 'sentences',
    pattern: /\b(?:short|shorter|brief) sentences|\bsentences (?:short|brief)|\blong sentences/gi,
    read: ({ phrase, negated }) =>
      /long/i.test(phrase) && !negated ? null : length({ unit: 'word', per: 'sentence', min: 0, max: 12 }),
  },
  {
    kind: 'format',
    pattern:
      /\bnumbered(?: list| points?| steps?)?|\bnumber (?:the|each|them|your|every)\b|\b(?:bulleted|bullets?)(?: points?| list)?|\b(?:as|in|into|using|use|write|make|with) an? (?:\w+ )?list\b|\blists?$|\b(?:any |no )lists?\b|\b(?:a|one|single|flowing) paragraph\b|\bin prose\b|\bprose\b/gi,
    read: ({ phrase, negated, clause }) => {
      if (
        /\bno list/i.test(phrase) ||
        /\b(?:not|no|without|instead of|rather than)\b[^,.;]*$/i.test(clause.slice(0, clause.indexOf(phrase)))
      )
        return format('prose');
      const form = /number/i.test(phrase) ? 'numbered' : /bullet|list/i.test(phrase) ? 'bullets' : 'prose';
      if (/^list/i.test(phrase) && !negated) return null;
      return format(negated ? (form === 'prose' ? 'bullets' : 'prose') : form);
    },
  },
  {
    kind: 'bold',
    pattern: /\b(?:in )?bold\b|\bheadings?\b|\bheaders?\b|\btitle (?:for|to|on) (?:each|every)\b/gi,
    read: ({ negated }) => ({
      key: 'bold',
      apply: (plan) => ({ ...plan, bold: !negated }),
      broken: (response) => {
        const has = /\*\*[^*]+\*\*|^#+ /m.test(response);
        return has === negated ? (negated ? 'has bold words or headings' : 'has no bold words or headings') : null;
      },
    }),
  },
  {
    kind: 'frame',
    pattern:
      /\b(?:no|without|skip|omit|leave out|drop|avoid|(?:not|never|n.t) (?:use|write|give|include|add))(?: an?| the| any| long)? (?:introduct\w+|intro|opening lines?|opening sentences?|lead-in|conclusion|closing lines?|closing sentences?|ending|outro)\b|\b(?:only|just) (?:give |return |write )?the list\b|\bstraight to the point\b/gi,
    read: () => ({
      key: 'frame',
      apply: (plan) => ({ ...plan, frame: false }),
      broken: (response) => (frameSentence.test(bareText(response)) ? 'has an introduction or a closing line' : null),
    }),
  },
  {
    kind: 'letters',
    pattern: /\b(?:all caps|capital letters|capitals|upper ?case|lower ?case|small letters)\b/gi,
    read: ({ phrase, negated }) => {
      if (negated) return null;
      const letters = /lower|small/i.test(phrase) ? 'lower' : 'upper';
      const cased = (text: string): string => (letters === 'lower' ? text.toLowerCase() : text.toUpperCase());
      return {
        key: 'letters',
        apply: (plan) => ({ ...plan, letters }),
        broken: (response) => (response === cased(response) ? null : `has letters that are not ${letters} case`),
      };
    },
  },
];

type Unit = 'word' | 'sentence' | 'character' | 'paragraph';
type Part = 'response' | 'item' | 'sentence';

interface Limit {
  readonly unit: Unit;
  readonly per: Part;
  readonly min: number;
  readonly max: number;
}

/** Words that our own introductions and closing lines contain, and few others. */
const frameSentence =
  /^(?:here (?:is|are)|the following|below|hello|okay)\b|\b(?:hope this helps|can be (?:changed|adapted) to suit)\b/im;

/** The entries of a list; of a text without one, its sentences. */
export function entriesOf(response: string): readonly string[] {
  const lines = listLines(response);
  return lines.length > 0 ? lines : sentencesOf(response);
}

export function measure(text: string, unit: Unit): number {
  switch (unit) {
    case 'word':
      return wordsOf(text).length;
    case 'sentence':
      return sentencesOf(text).length;
    case 'character':
      return text.length;
    case 'paragraph':
      return text.split(/\n\s*\n/).filter((part) => part.trim() !== '').length;
  }
}

function count({ min, max }: { readonly min: number; readonly max: number }): ReturnType<RuleEntry['read']> {
  return {
    key: 'count',
    apply: (plan) => ({ ...plan, count: { min, max } }),
    broken: (response) => {
      const ordinals =
        response.match(
          /(?:^|\s)(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth),/g,
        ) ?? [];
      const n = listLines(response).length || ordinals.length || sentencesOf(response).length;
      return n < min || n > max
        ? `gives ${numberWord(n)}, where ${wanted({ min, max })} ${max === 1 || (min === 1 && max === Infinity) ? 'is' : 'are'} asked for`
        : null;
    },
  };
}

function length({ unit, per, min, max }: Limit): ReturnType<RuleEntry['read']> {
  return {
    key: `length of ${per} in ${unit}s`,
    apply: (plan) =>
      unit === 'paragraph' && per === 'response'
        ? { ...plan, form: plan.form ?? 'prose', paragraphs: Math.max(min, 1) }
        : plan,
    broken: (response) => {
      const parts = per === 'response' ? [response] : per === 'item' ? entriesOf(response) : sentencesOf(response);
      const sizes = parts.map((part) => measure(part, unit));
      const worst = sizes.find((size) => size < min || size > max);
      if (worst === undefined) return null;
      const where = per === 'response' ? '' : ` in one ${per === 'item' ? 'of its points' : 'of its sentences'}`;
      return `has ${worst} ${unit}${worst === 1 ? '' : 's'}${where}, where ${wanted({ min, max })} ${max === 1 ? 'is' : 'are'} allowed`;
    },
  };
}

function format(form: Form): ReturnType<RuleEntry['read']> {
  const marks: Readonly<Record<Form, RegExp>> = {
    numbered: /^\d+[.)] /m,
    bullets: /^[-*•] /m,
    prose: /^(?!\s*(?:\d+[.)]|[-*•]) )/,
  };
  return {
    key: 'format',
    apply: (plan) => ({ ...plan, form }),
    broken: (response) => {
      const kept = form === 'prose' ? listLines(response).length === 0 : marks[form].test(response);
      return kept
        ? null
        : form === 'prose'
          ? 'is a list, not running text'
          : form === 'bullets'
            ? 'has no bullets'
            : 'is not a numbered list';
    },
  };
}

function wanted({ min, max }: { readonly min: number; readonly max: number }): string {
  if (min === max) return `exactly ${min}`;
  if (max === Infinity) return `at least ${min}`;
  return min <= 1 ? `at most ${max}` : `${min} to ${max}`;
}

function rangeOf(
  groups: Readonly<Record<string, string | undefined>>,
  negated: boolean,
): { readonly min: number; readonly max: number } {
  const n = /^a/i.test(groups.n ?? '') ? 1 : toNumber(groups.n ?? '1');
  if (groups.m !== undefined) return { min: Math.min(n, toNumber(groups.m)), max: Math.max(n, toNumber(groups.m)) };
  const bound = `${groups.bound ?? ''} ${groups.after ?? ''}`.toLowerCase();
  if (/no (?:fewer|less)|at least|minimum|or more/.test(bound)) return { min: n, max: Infinity };
  if (/(?<!no )(?:more|longer) than|over/.test(bound) && !negated) return { min: n + 1, max: Infinity };
  if (/under|below|(?:less|fewer|shorter) than/.test(bound)) return { min: 0, max: n - 1 };
  if (/at most|up to|(?:more|longer) than|over|within|exceed|max|or (?:less|fewer)/.test(bound))
    return { min: 0, max: n };
  if (/about|around|roughly/.test(bound)) return { min: Math.floor(n * 0.85), max: Math.ceil(n * 1.15) };
  return { min: n, max: n };
}

function unitOf(word: string): Unit {
  const units: Readonly<Record<string, Unit>> = {
    word: 'word',
    sentence: 'sentence',
    character: 'character',
    paragraph: 'paragraph',
  };
  return units[word.toLowerCase()] ?? 'word';
}

function partOf(clause: string, unit: Unit): Part {
  if (unit === 'word' && /\bsentences?\b/i.test(clause)) return 'sentence';
  return /\b(?:each|every|per|apiece)\b/i.test(clause) &&
    !/\b(?:every|each) (?:response|answer|reply|time)\b/i.test(clause)
    ? 'item'
    : 'response';
}
