import { bareText, contentStems, sentencesOf, stem, wordsOf } from './english';
import type { Tone } from './plan';
import { type Found, quoteOf, quotePattern, type RuleEntry } from './rule';
import { listNouns } from './rules-of-shape';

/** Rules about which words a response has, and how it speaks. */
export const rulesOfWords: readonly RuleEntry[] = [
  {
    kind: 'question',
    pattern:
      /\b(?:start|begin|open|lead)\w*(?:\s+[\w']+){0,3}? (?:with|by asking) (?:a|one)(?: [\w-]+){0,2} question\b|\bask(?:ing)?(?: (?:the \w+|me|them|us|back))? (?:a|one)(?: [\w-]+){0,2} question (?:first|before|at the (?:start|beginning))/gi,
    read: ({ negated }) => question(negated ? 'never' : 'first'),
  },
  {
    kind: 'question',
    pattern:
      /\b(?:end|finish|close|conclude)\w*(?:\s+[\w']+){0,3}? (?:with|by asking) (?:a|one)(?: [\w-]+){0,2} question\b|\bask(?:ing)?(?: (?:the \w+|me|them|us))? (?:a|one|some)?(?: [\w-]+){0,2} ?questions?\b(?! (?:first|before|at the (?:start|beginning)))/gi,
    read: ({ negated }) => question(negated ? 'never' : 'last'),
  },
  {
    kind: 'question',
    pattern: /\b(?:no|avoid|without|use)(?: any| rhetorical)* questions?\b(?! mark)/gi,
    read: ({ phrase, negated }) => (negated || !/^use/i.test(phrase) ? question('never') : null),
  },
  {
    kind: 'opening',
    pattern: new RegExp(
      `\\b(?:start|begin|open)\\w*(?: (?:the|your|every|each) \\w+| it)? (?:with|by saying)(?: the (?:exact )?(?:words?|phrase|sentence|line))? ${quotePattern}`,
      'gi',
    ),
    read: (found) => edge(found, 'opening'),
  },
  {
    kind: 'ending',
    pattern: new RegExp(
      `\\b(?:end|finish|close|conclude)\\w*(?: (?:the|your|every|each) \\w+| it)? (?:with|by saying)(?: the (?:exact )?(?:words?|phrase|sentence|line))? ${quotePattern}`,
      'gi',
    ),
    read: (found) => edge(found, 'ending'),
  },
  {
    kind: 'opening',
    pattern: /\b(?:start|begin|open)\w*(?: (?:the|your) \w+)? with an? (?:[\w-]+ )?greeting\b|\bgreet the \w+/gi,
    read: ({ negated }) =>
      negated
        ? null
        : {
            key: 'opening',
            apply: (plan) => ({ ...plan, opening: 'Hello,' }),
            broken: (response) =>
              /^(?:hello|hi|dear|good (?:day|morning))\b/i.test(bareText(response)) ? null : 'has no greeting',
          },
  },
  {
    kind: 'examples',
    pattern:
      /\b(?:give|include|add|use|with|provide|show|offer|without|no|avoid|illustrate\w*(?: it| them| each \w+)? with)(?: any| an?| one| some| more| concrete| specific| short| real| real-life| everyday| practical| giving| using)* (?:examples?|situations?|scenarios?)\b|\bfor (?:example|instance)["”']?\b/gi,
    read: ({ phrase, clause, negated }) => {
      if (/^for/i.test(phrase) && !/use|say|with|start|add|include/i.test(clause)) return null;
      if (negated || /^(?:without|no|avoid)/i.test(phrase))
        return {
          key: 'examples',
          apply: ({ examples: _, ...plan }) => plan,
          broken: (response) => (exampleWords.test(response) ? 'has an example' : null),
        };
      const each = /\b(?:each|every|per)\b/i.test(clause);
      return {
        key: 'examples',
        apply: (plan) => ({ ...plan, examples: each ? 'each' : 'once' }),
        broken: (response) => (exampleWords.test(response) ? null : 'gives no example'),
      };
    },
  },
  {
    kind: 'marks',
    pattern: /\b(?:exclamation (?:marks?|points?)|emojis?|emoticons?)\b/gi,
    read: ({ phrase, clause, negated }) => {
      if (!negated && !/\b(?:no|without|avoid)\b/i.test(clause)) return null;
      const [name, mark] = /excl/i.test(phrase) ? ['exclamation marks', /!/] : ['emoji', /\p{Extended_Pictographic}/u];
      return { key: name, apply: (plan) => plan, broken: (response) => (mark.test(response) ? `has ${name}` : null) };
    },
  },
  {
    kind: 'reader',
    pattern:
      /\b(?:address|speak|talk|write)(?:ing)?(?: directly)? (?:to )?the (?:reader|user|customer|student)(?: directly)?(?: as (?<name>\p{Lu}\p{L}+))?|\b(?:address|call) (?:me|them|him|her|the \w+)(?: as| by the name)? (?<called>\p{Lu}\p{L}+)|\bsecond person\b|\buse ["“']?you["”']?(?=$|[ .,])/giu,
    read: ({ groups, negated, clause }) => {
      const name = [groups.name, groups.called].find((word) => word !== undefined && /^\p{Lu}/u.test(word));
      if (/\bby name\b/i.test(clause) || negated) return null;
      return {
        key: 'reader',
        apply: (plan) => ({ ...plan, reader: name ?? 'you' }),
        broken: (response) =>
          new RegExp(name === undefined ? "\\byou(?:r|rs|rself|'\\w+)?\\b" : `\\b${name}\\b`, 'i').test(response)
            ? null
            : `does not speak to ${name ?? 'the reader as "you"'}`,
      };
    },
  },
  {
    kind: 'tone',
    pattern:
      /\b(?:friendly|friendlier|warm|warmer|warmly|formal|formally|professional|polite|politely|casual|casually|informal|informally|conversational|chatty|stiff|enthusias\w+|excit(?:ed|ing|ement)|energetic|upbeat|jargon|technical (?:terms|words|language)|(?:complicated|complex|difficult|long|big) words|(?:plain|simple|simpler|easy|everyday) (?:english|language|words|terms)|for (?:a |young |small )?(?:child|children|kids?|beginners?)\b|to a child|(?:five|six|seven|eight|nine|ten|\d+)[- ]year[- ]olds?|child of \w+)\b/gi,
    read: ({ phrase, negated }) => {
      const tone = toneOf(phrase, negated);
      return tone === null
        ? null
        : { key: 'tone', apply: (plan) => ({ ...plan, tone }), broken: (response) => offTone[tone](response) };
    },
  },
  {
    kind: 'mention',
    pattern: new RegExp(
      `\\b(?:mention|include|including|talk about|refer to|bring up|point out|state|use the (?:words?|phrase))s?(?: of)?\\s+(?:the (?:words?|phrase) )?(?:${quotePattern}|(?<what>[^,.;:()"“]+?)(?=$|[,.;:()]|\\s+(?:and|but|then|or)\\s+(?:use|give|write|end|start|begin|keep|make|do|ask|mention|include|avoid|add|never|be)\\b|\\s+(?:in|at|for|of|with|after|before)\\s+(?:each|every|the (?:start|end|response|answer|text)|your)\\b))`,
      'gi',
    ),
    read: (found) => {
      const what = (quoteOf(found) ?? found.groups.what ?? '').replace(/^(?:about|that)\s+/i, '').trim();
      if (quoteOf(found) === undefined && !isTopic(what)) return null;
      return found.negated ? null : mention(what, quoteOf(found) !== undefined);
    },
  },
  {
    kind: 'avoid',
    pattern: new RegExp(
      `\\b(?:(?:never|not|n't) (?:mention|use|talk about|suggest|refer to|say|need|require|involve|contain|cost|propose|include)|avoid|leave out|skip|omit|exclude|refrain from|stop|without|no mention of|(?:is|are|be) not(?: too)?)(?:\\s+(?:mention|us|talk|suggest|refer|say|need|requir|involv|writ|giv)ing(?: about| to)?)?(?:\\s+(?:any|anything|all))?(?:\\s+(?:(?:${listNouns}) )?(?:about|that (?:need|require|involve|use)s?))?\\s+(?:the (?:words?|phrases?) )?(?:${quotePattern}|(?<what>[^,.;:()"“]+?)(?=$|[,.;:()]|\\s+(?:and|but|then|unless|in|for|when|if)\\s))`,
      'gi',
    ),
    read: (found) => {
      const what = found.groups.what ?? '';
      const quote = quoteOf(found);
      return quote === undefined && !isTopic(what) ? null : avoid(quote ?? what, quote !== undefined);
    },
  },
];

/** Words by which one thing is named: a rule about the first word is about them all. */
const families = [
  'tool scissors drill pliers saw hammer knife glue wire',
  'cost price pay money budget cheap expensive buy',
  'danger sharp blade knife drill hot',
  'child children kid kids',
  'you your yours yourself',
].map((line) => line.split(' ').map(stem));

const exampleWords = /\b(?:for example|for instance|such as|e\.g\.|picture|imagine)\b/i;
const ruleWords =
  /\b(?:examples?|questions?|headings?|lists?|bullets?|bullet points?|numbers|emojis?|exclamation\w*|sentences?|paragraphs?|introduct\w*|conclusion|jargon|prose|bold|(?:long|complicated|difficult|complex) words|greeting|one|more|less|fewer|longer|anything|everything|it|this|them|that|too|formal|casual|technical terms|repeat\w*|same)\b/i;

/** A thing that can be named, not a clause and not something that another rule is about. */
function isTopic(what: string): boolean {
  const words = wordsOf(what);
  return (
    words.length > 0 &&
    words.length <= 6 &&
    contentStems(what).length > 0 &&
    !ruleWords.test(what) &&
    !/^(?:how|why|what|when|whether|which|who|where|to|as|if)\b/i.test(what)
  );
}

/** The words that a response may not have: the last one carries the meaning ("special tools" is about tools). */
function familyOf(what: string): readonly string[] {
  const last = contentStems(what).at(-1) ?? stem(what);
  return families.find((family) => family.includes(last) && (family[0] === last || family[0] === 'you')) ?? [last];
}

function mention(what: string, exact: boolean): ReturnType<RuleEntry['read']> {
  const topic = what.replace(/^(?:an?|some|any)\s+/i, '');
  const stems = contentStems(topic);
  return {
    key: `word ${stems.at(-1) ?? topic}`,
    apply: (plan) => ({ ...plan, mention: [...plan.mention.filter((other) => other !== topic), topic] }),
    broken: (response) => {
      const has = exact
        ? response.toLowerCase().includes(topic.toLowerCase())
        : stems.every((word) => contentStems(response).includes(word));
      return has ? null : `does not mention ${exact ? `"${topic}"` : topic}`;
    },
  };
}

function avoid(what: string, exact: boolean): ReturnType<RuleEntry['read']> {
  const family = familyOf(what);
  return {
    key: `word ${exact ? stem(what) : (contentStems(what).at(-1) ?? what)}`,
    apply: (plan) => ({
      ...plan,
      mention: plan.mention.filter((topic) => !contentStems(topic).some((word) => family.includes(word))),
    }),
    broken: (response) => {
      if (exact && / /.test(what)) return response.toLowerCase().includes(what.toLowerCase()) ? `says "${what}"` : null;
      const word = wordsOf(response).find((candidate) => family.includes(stem(candidate)));
      return word === undefined ? null : `says "${word.toLowerCase()}"`;
    },
  };
}

function question(place: 'first' | 'last' | 'never'): ReturnType<RuleEntry['read']> {
  const asks = (sentence: string | undefined): boolean => /\?["”')]*$/.test(sentence ?? '');
  return {
    key: place === 'never' ? 'question' : `question ${place}`,
    apply: (plan) =>
      place === 'never'
        ? { ...plan, questionFirst: false, questionLast: false }
        : { ...plan, [place === 'first' ? 'questionFirst' : 'questionLast']: true },
    broken: (response) => {
      if (place === 'never') return response.includes('?') ? 'asks a question' : null;
      return asks(sentencesOf(response).at(place === 'first' ? 0 : -1))
        ? null
        : `does not ${place === 'first' ? 'start' : 'end'} with a question`;
    },
  };
}

function edge(found: Found, place: 'opening' | 'ending'): ReturnType<RuleEntry['read']> {
  const quote = quoteOf(found) ?? '';
  const core = quote.replace(/[.!,\s]+$/, '');
  if (found.negated) return avoid(quote, true);
  return {
    key: place,
    apply: (plan) => ({ ...plan, [place]: quote }),
    broken: (response) => {
      const text = bareText(response).trim();
      const kept = place === 'opening' ? text.startsWith(core) : text.replace(/[.!,\s]+$/, '').endsWith(core);
      return kept ? null : `does not ${place === 'opening' ? 'start' : 'end'} with "${quote}"`;
    },
  };
}

function toneOf(words: string, negated: boolean): Tone | null {
  if (/jargon|technical|(?:complicated|complex|difficult|long|big) words/i.test(words)) return negated ? 'plain' : null;
  if (/informal|casual|conversational|chatty/i.test(words)) return negated ? 'formal' : 'casual';
  if (/formal|professional|polite|stiff/i.test(words)) return negated || /stiff/i.test(words) ? 'casual' : 'formal';
  if (negated) return /enthus|excit|energ|upbeat/i.test(words) ? 'formal' : null;
  if (/friend|warm/i.test(words)) return 'friendly';
  return /enthus|excit|energ|upbeat/i.test(words) ? 'enthusiastic' : 'plain';
}

/** What shows that a response does not have the tone. */
const offTone: Readonly<Record<Tone, (response: string) => string | null>> = {
  friendly: (response) =>
    /\b(?:hello|hi|happy to|glad|hope|thanks?|welcome|enjoy)\b/i.test(response) ? null : 'has no friendly word',
  formal: (response) => {
    const word =
      /\b\w+['’](?:t|re|ll|ve|m|d)\b|\b(?:it|that|here|there|let|what)['’]s\b|!|\b(?:hey|hi|okay|pretty much)\b/i.exec(
        response,
      )?.[0];
    return word === undefined ? null : `has "${word}", which is not formal`;
  },
  casual: (response) =>
    /\b\w+['’](?:t|re|ll|ve|d|s)\b|\b(?:okay|hey)\b/i.test(response) ? null : 'sounds formal: it has no contraction',
  enthusiastic: (response) =>
    /!|\b(?:wonderful|love|delight|brilliant|fantastic)\b/i.test(response) ? null : 'shows no enthusiasm',
  plain: (response) => {
    const words = wordsOf(response);
    const longest = sentencesOf(response).find((sentence) => wordsOf(sentence).length > 20);
    const average = words.join('').length / Math.max(words.length, 1);
    return longest !== undefined
      ? 'has a sentence of more than 20 words'
      : average > 5.6
        ? 'uses many long words'
        : null;
  },
};
