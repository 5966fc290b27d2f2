import type { Feedback } from '../../core/constitution/feedback';
import { parseTemplate } from '../../core/prompt/template';
import {
  asSentence,
  baseVerb,
  contentStems,
  fromGerund,
  listLines,
  plural,
  sentencesOf,
  uncapitalise,
  wordsOf,
} from './english';
import { suggestRationales } from './rationales';
import { rewriteDifference } from './rewrite-difference';
import { understand } from './rules';
import { listNouns } from './rules-of-shape';

export interface Remark {
  readonly preamble: string;
  /** The prompt as sent. */
  readonly prompt: string;
  readonly response: string;
  readonly feedback: Feedback;
}

/** Turns feedback on one response into a general instruction for every response. */
export function toPrinciple(remark: Remark): string {
  const { feedback, response } = remark;
  const noun = nounOf(remark.preamble);
  if (feedback.kind === 'rewrite') return rewriteDifference({ response, rewrite: feedback.text, noun });
  if (
    feedback.kind === 'critique' &&
    feedback.quote !== undefined &&
    wordsOf(feedback.quote).length <= 4 &&
    /\b(?:this|that|it|word|phrase|remove|delete|drop)\b/i.test(feedback.text) &&
    wordsOf(feedback.text).length <= 8
  )
    return `Do not use "${feedback.quote.trim()}".`;
  const text = generalised(feedback.text, remark);
  if (sayNothing.test(text)) {
    const [rationale] = suggestRationales({ kind: feedback.kind, prompt: remark.prompt, response, principles: [] });
    return rationale === undefined
      ? 'Keep to the point.'
      : toPrinciple({ ...remark, feedback: { kind: feedback.kind, text: rationale.text } });
  }
  const said: Said = { text, response, noun, words: wordsOf(response).length };
  for (const { pattern, principle } of feedback.kind === 'critique' ? objections : praises) {
    const match = pattern.exec(text);
    const made = match === null ? null : principle(match, said);
    if (made !== null) return asSentence(made);
  }
  return asSentence(
    `${feedback.kind === 'critique' ? 'Avoid' : 'Aim for'} a response in which ${uncapitalise(text.replace(/[.]$/, ''))}`,
  );
}

/** What the preamble asks for several of: "uses"; "points" where it does not say. */
export function nounOf(preamble: string): string {
  return plural(
    new RegExp(`\\b(${listNouns})\\b`, 'i').exec(preamble)?.[1]?.toLowerCase().replace(/s$/, '') ?? 'point',
  ).replace(/^bullets$/, 'points');
}

interface Said {
  readonly text: string;
  readonly response: string;
  readonly noun: string;
  readonly words: number;
}

interface Turn {
  readonly pattern: RegExp;
  /** Null when the words fit but there is nothing to make of them. */
  principle(match: RegExpExecArray, said: Said): string | null;
}

const verbs =
  'use|give|add|include|mention|start|begin|open|end|finish|close|write|keep|make|ask|address|avoid|explain|describe|suggest|list|name|put|say|tell|show|be|number|focus|limit|leave|skip|drop|remove|provide|offer|greet|call|speak|stick|sound|answer|summarise|summarize|compare|quote|cite|state|talk|refer|format|order|group|let|try|choose|return|reply|respond';

const tones: readonly Turn[] = [
  {
    pattern:
      /\b(?:too|so|very|overly) (?:formal|stiff|cold|robotic|impersonal)|\bstiff\b|\bfriendlier\b|\bwarmer\b|\bless formal\b|\bmore (?:friendly|casual|warm)/i,
    principle: ({ 0: words }) =>
      /friend|warm|cold|impersonal/i.test(words) ? 'Use a friendly tone' : 'Use a casual tone',
  },
  {
    pattern:
      /\btoo (?:casual|informal|chatty|familiar)|\bunprofessional\b|\bmore (?:formal|professional)|\b(?:too|so) (?:enthusiastic|excited|salesy|pushy)/i,
    principle: () => 'Use a formal tone',
  },
  {
    pattern: /\b(?:boring|dull|dry|flat|bland|lifeless)\b|\bmore (?:exciting|enthusias\w+|energy)/i,
    principle: () => 'Write with enthusiasm, in an enthusiastic tone',
  },
  {
    pattern:
      /\btoo (?:complicated|complex|hard|difficult|technical)|\bhard to (?:understand|follow|read)|\bjargon\b|\bsimpler\b|\b(?:long|big|difficult) words/i,
    principle: () => 'Use simple words and short sentences',
  },
];

const objections: readonly Turn[] = [
  { pattern: /^It breaks principle \d+: it (.+)$/i, principle: ([, why = '']) => brokenRule(why) },
  {
    pattern: /^(?:no|stop|quit)\s+(?:(\w+ing)\s+)?(.+)$/i,
    principle: ([, doing, what = '']) => `Do not ${doing === undefined ? 'use' : fromGerund(doing)} ${plain(what)}`,
  },
  {
    pattern: /\bsentences? (?:are|is) too long|\btoo long sentences|\blong sentences|\bsentences shorter/i,
    principle: () => 'Keep sentences under 12 words',
  },
  {
    pattern:
      /\btoo (?:long|wordy|verbose|lengthy|much text)|\bshorter\b|\bmore concise\b|\bless verbose\b|\bramble?s?\b|\blong-winded\b/i,
    principle: ({ input }, { words, noun, response }) =>
      stated(input) ??
      (/\b(?:each|every)\b/i.test(input)
        ? `Keep each ${noun.replace(/s$/, '')} under ${Math.max(6, Math.round((words / Math.max(listLines(response).length, 1)) * 0.6))} words`
        : `Keep the response under ${Math.max(10, Math.floor((words * 0.6) / 5) * 5)} words`),
  },
  {
    pattern:
      /\btoo (?:short|brief|terse|superficial)|\blonger\b|\bmore details?\b|\bnot enough detail|\blacks? detail/i,
    principle: ({ input }, { words }) =>
      stated(input) ?? `Write at least ${Math.max(20, Math.ceil((words * 1.5) / 10) * 10)} words`,
  },
  ...tones,
  {
    pattern:
      /\bno (?:concrete )?examples?\b|\bwithout (?:an )?examples?|\blacks? (?:an )?examples?|\bneeds? (?:an? )?(?:concrete )?examples?|\bmore (?:concrete|specific)|\b(?:too )?(?:vague|generic|abstract)\b/i,
    principle: (_, { noun }) => `Give an example for each ${noun.replace(/s$/, '')}`,
  },
  {
    pattern:
      /^(?:it |the response )?(?:should |must )?(?:start|begin|open)s? with (?:the |an? )?introduct\w+|\b(?:needless|unnecessary|useless|skip the|no|without an?|remove the|don't need (?:the|an)) intro\w*|\bintro\w*\b.* (?:unnecessary|useless|too long|not needed)/i,
    principle: () => 'Start without an introduction',
  },
  {
    pattern: /\b(?:run on in one block|wall of text|one block|hard to scan|not a list)\b/i,
    principle: () => 'Use a numbered list',
  },
  {
    pattern: /\bparagraph would\b|\bdisjointed\b|\blist of \d+ points\b/i,
    principle: () => 'Write one paragraph, not a list',
  },
  {
    pattern: /\brepeats? (?:the word|itself|the same|words?|["“])|\brepetitive\b/i,
    principle: () => 'Do not repeat the same words and ideas',
  },
  { pattern: /\bhedges?\b.*?"(\w+)"/i, principle: ([, word = '']) => `Be definite: do not use "${word}"` },
  {
    pattern:
      /\b(?:does not|doesn['’]t|never|fails? to|did not|didn['’]t|forgets? to|not) (?:really )?(speaks?|asks?|address\w*|mentions?|includes?|gives?|uses?|says?|explains?|follows?|names?|tells?|starts?|ends?|answers?)\b\s*(.*)$/i,
    principle: ([input, verb = '', rest = '']) =>
      /speak|address/i.test(verb) && /reader|you/i.test(rest)
        ? 'Address the reader directly'
        : /ask/i.test(verb) && /\bme\b|anything|question/i.test(rest)
          ? 'Ask the reader a question'
          : /^(?:do|should|must)/i.test(input) && /should|must|please/i.test(input)
            ? null
            : /\b(?:should|must|ought to|can|could|please|do) (?:not|never) ?$/i.test(input)
              ? null
              : `${baseVerb(verb)} ${plain(rest)}`,
  },
  {
    pattern:
      /\basks? (?:a|too many|the \w+ a)(?: [\w-]+)? questions?\b(?=.*\b(?:where|annoy|not|too|unneed|why)\b)|\btoo many questions/i,
    principle: () => 'Do not ask questions',
  },
  {
    pattern: new RegExp(
      `^(?:${listNouns}|it|they|some|the response|one) (?:all )?(?:needs?|requires?|involves?|calls? for|depends? on) (.+)$`,
      'i',
    ),
    principle: ([, what = ''], { noun }) => `Suggest only ${noun} that do not need ${plain(what)}`,
  },
  {
    pattern: /^needs? (?!to\b)(.+)$/i,
    principle: ([, what = ''], { noun }) =>
      /^(?:more|an?|some) /i.test(what)
        ? `Include ${plain(what)}`
        : `Suggest only ${noun} that do not need ${plain(what)}`,
  },
  { pattern: /\btoo many (.+)$/i, principle: ([, what = '']) => `Use fewer ${plain(what)}` },
  { pattern: /\b(?:too few|not enough) (.+)$/i, principle: ([, what = '']) => `Give more ${plain(what)}` },
  {
    pattern:
      /\b(?:missing|lacks?|lacking|forgot(?: about)?|leaves? out|omits?|no mention of|nothing about|ignores?) (.+)$/i,
    principle: ([, what = '']) => `Mention ${plain(what)}`,
  },
  {
    pattern: new RegExp(
      `^((?:each|every|all|the) (?:of the )?(?:${listNouns}|\\w+)|${listNouns}) (?:should|must|needs? to|has to|have to|ought to) (?!not|never)(.+)$`,
      'i',
    ),
    principle: ([, who = '', rest = '']) =>
      /^the (?:response|answer|text)$/i.test(who) ? null : `Let ${uncapitalise(who)} ${plain(rest)}`,
  },
  {
    pattern:
      /\b(?:should|must|needs? to|has to|have to|ought to|want (?:it|you) to|like (?:it|you) to|prefer it to|(?:could|can|would|will) (?:you|it)(?: please)?|could) (not |never )?(\w+)\b\s*(.*)$/i,
    principle: ([, not, verb = '', rest = ''], said) =>
      imperative(`${not === undefined ? '' : 'do not '}${verb} ${rest}`, said),
  },
  {
    pattern: /\b(?:want|like to see|prefer|wish for|wish there (?:was|were)|would like) (?!that)(.+)$/i,
    principle: ([, what = ''], said) =>
      understand(`Give ${what}`).length > 0 ? imperative(`give ${what}`, said) : `Include ${plain(what)}`,
  },
  {
    pattern: /\bwish (?:it|you|there) (?:had|was|were) (.+)$/i,
    principle: ([, what = '']) => `Include ${plain(what)}`,
  },
  {
    pattern: /\bwish (?:it|you) (?:would |could )?(\w+)\b\s*(.*)$/i,
    principle: ([, verb = '', rest = ''], said) => imperative(`${baseVerb(verb)} ${rest}`, said),
  },
  {
    pattern: new RegExp(
      `^(?:please |always |just |only )?(?:(?:do not|don['’]t|never|avoid|always)\\b|(?:${verbs})\\b)`,
      'i',
    ),
    principle: ({ input }, said) => imperative(input, said),
  },
  {
    pattern:
      /^(?:it|the response|this|that it)(?: also| always)? (mentions|uses|includes|says|talks|contains|refers|gives|asks|starts|ends|repeats|assumes|suggests|adds|has)\b\s*(.*)$/i,
    principle: ([, verb = '', rest = '']) =>
      `Do not ${/has|contains/i.test(verb) ? 'include' : baseVerb(verb)} ${plain(rest)}`,
  },
  {
    pattern: new RegExp(
      `^(?:${listNouns}|ones?) (?:is|are|sounds?|seems?|feels?) (?:a bit |quite |rather |very |all )?(too )?(.+)$`,
      'i',
    ),
    principle: ([, too, what = ''], { noun }) => `Suggest only ${noun} that are not ${too ?? ''}${plain(what)}`,
  },
  {
    pattern: /^(?:it|this|the (\w+)) (?:is|are|was|sounds?|seems?|feels?) (?:a bit |quite |rather |very )?too (\w+)$/i,
    principle: ([, noun, how = '']) => `Make the ${noun ?? 'response'} less ${how}`,
  },
  {
    pattern: /^(?:it|this|that) (?:is|was|sounds?|seems?|feels?) (?:a bit |quite |rather |very )?(?!not)(.+)$/i,
    principle: ([, what = '']) => `Make sure that the response is not ${plain(what)}`,
  },
  { pattern: /^more (.+)$/i, principle: ([, what = '']) => `Give more ${plain(what)}` },
  { pattern: /^not (?:very |really )?(\w+)$/i, principle: ([, how = '']) => `Make the response more ${how}` },
  {
    pattern: /^(?!.*\b(?:is|are|was|were|has|have|does|do|falls?|feels?|sounds?|\w{3,}s)\b.* )(.+)$/i,
    principle: ([, what = '']) => (wordsOf(what).length > 4 ? null : `Avoid ${plain(what)}`),
  },
];

const praises: readonly Turn[] = [
  { pattern: /^It keeps principle \d+: "(.+)"/i, principle: ([, text = '']) => text },
  {
    pattern: /\bshort sentences\b/i,
    principle: (_, { response }) =>
      `Keep every sentence under ${Math.max(...sentencesOf(response).map((sentence) => wordsOf(sentence).length), 9) + 1} words`,
  },
  {
    pattern: /\b(?:short|concise|brief|to the point|succinct|not too long|right length)\b/i,
    principle: (_, { words }) => `Keep the response under ${Math.floor(words / 10) * 10 + 10} words`,
  },
  {
    pattern: /\b(?:detailed|thorough|in depth|rich in detail)\b/i,
    principle: (_, { words }) => `Write at least ${Math.max(10, Math.floor(words / 10) * 10)} words`,
  },
  { pattern: /\bnumber(?:ed|s|ing)\b/i, principle: () => 'Use a numbered list' },
  { pattern: /\bbullet(?:s|ed)?\b/i, principle: () => 'Use bullet points' },
  { pattern: /\b(?:one|a|single) paragraph\b|\bprose\b/i, principle: () => 'Write one paragraph, not a list' },
  {
    pattern: /\bquestion\b/i,
    principle: ({ input }, { response }) =>
      /\b(?:start|open|begin|first)/i.test(input) || /\?$/.test(sentencesOf(response)[0] ?? '')
        ? 'Start with a question'
        : 'End with a question',
  },
  { pattern: /\b(?:an|the|concrete|good|nice|great|clear|real) examples?\b/i, principle: () => 'Give an example' },
  { pattern: /\bfriendly|\bwarm\b/i, principle: () => 'Use a friendly tone' },
  { pattern: /\bformal|\bprofessional/i, principle: () => 'Use a formal tone' },
  { pattern: /\benthusias\w+|\benergetic|\bexciting/i, principle: () => 'Use an enthusiastic tone' },
  {
    pattern: /\b(?:simple|plain|easy) (?:words|language|tone|english)|easy to (?:read|understand|follow)/i,
    principle: () => 'Use simple words and short sentences',
  },
  { pattern: /\b(?:speaks|talks) to (?:me|the reader)|\baddresses\b/i, principle: () => 'Address the reader directly' },
  { pattern: /\b(?:no|without|skips the|needs no) introduction/i, principle: () => 'Start without an introduction' },
  {
    pattern: /\bno "(\w+)" or "(\w+)"/i,
    principle: ([, one = '', other = '']) => `Be definite: do not use "${one}", and do not use "${other}"`,
  },
  {
    pattern: /^it says "(\w+)"|careful: it says "(\w+)"/i,
    principle: () => 'Be careful with claims, and say where something is uncertain',
  },
  {
    pattern: /^(?:it|the response|they)(?: always| also)? (?:is|are|was|sounds?|feels?) (.+)$/i,
    principle: ([, how = '']) => `Keep the response ${plain(how)}`,
  },
  {
    pattern: new RegExp(`^(?:the )?(${listNouns}) (?:are|is) (.+)$`, 'i'),
    principle: ([, noun = '', how = '']) => `Suggest ${plural(noun)} that are ${plain(how)}`,
  },
  {
    pattern: /^((?:each|every) \w+) ([a-z]+s) (.+)$/i,
    principle: ([, who = '', verb = '', rest = '']) => `Let ${who} ${baseVerb(verb)} ${plain(rest)}`,
  },
  {
    pattern: /^(?:it|the response|they|you)(?: always| also| really)? ([a-z]+)\b\s*(.*)$/i,
    principle: ([, verb = '', rest = ''], said) => imperative(`${baseVerb(verb)} ${rest}`, said),
  },
  {
    pattern:
      /^(?:the |your |its )?(?:nice|good|great|lovely|excellent|clever|perfect)?(?: (?:use|choice|touch) of| the)? ?(.+)$/i,
    principle: ([input, what = '']) =>
      wordsOf(what).length > 6 ||
      wordsOf(what).length === 0 ||
      / (?:is|are|was|were|has|helps?|works?|makes?) /i.test(input)
        ? null
        : /^(?:the|your|its|nice|good|great|lovely|excellent|clever|perfect) /i.test(input) || /s$/.test(what)
          ? `${/s$/.test(what) ? 'Include' : 'Aim for'} ${plain(what)}`
          : `Keep the response ${plain(what)}`,
  },
];

/** Praise or blame that says nothing of its reason: then the most telling feature of the response is taken for it. */
const sayNothing =
  /^(?:it|this|that)?\s*(?:is |was )?(?:i )?(?:so |very |really |just )?(?:love|like|good|great|nice|perfect|excellent|bad|wrong|terrible|poor|awful|ok|okay|no|yes|hate|dislike|well done)?(?: (?:it|this|that|job|work|response|answer))?$/i;

/** The author's own number: "too long, at most 30 words please". */
function stated(text: string): string | null {
  const rule = understand(text).find(
    ({ kind, phrase }) => kind === 'length' && /^[a-z].*\d|\d.* or (?:less|fewer|more)/i.test(phrase),
  );
  return rule === undefined
    ? null
    : `Keep the response ${/^(?:under|below)/i.test(rule.phrase) ? '' : 'to '}${rule.phrase}`;
}

/** What a rule says of a response that breaks it, as an order. */
function brokenRule(why: string): string | null {
  const limit = /where (.+?) (?:is|are) (?:allowed|asked for)/.exec(why)?.[1];
  const unit = /\b(word|sentence|character|paragraph)s?\b/.exec(why)?.[1];
  if (limit !== undefined && unit !== undefined)
    return `Always keep ${/of its points/.test(why) ? 'each point' : /of its sentences/.test(why) ? 'every sentence' : 'the response'} to ${limit} ${unit}s`;
  const [, verb = '', rest = ''] =
    /^(?:does not )?(mention|start|end|speak|says?|asks?|gives?) ?(.*)$/.exec(why.replace(/[.]$/, '')) ?? [];
  if (verb === '') return `Make sure that the response never ${why.replace(/[.]$/, '')}`;
  return /^does not/.test(why) ? `Always ${verb} ${rest}` : `Never ${baseVerb(verb)} ${rest}`;
}

/** An order without what only belongs to this talk: "please give me five" → "Give five uses". */
function imperative(text: string, { noun }: Said): string {
  const order = text
    .trim()
    .replace(/^(?:please|just|only|also)\s+/i, '')
    .replace(/^don['’]t\b/i, 'Do not')
    .replace(/\b(give|tell|show|list|name|offer|write|suggest|ask)\s+(?:me|us)\b(?= )/i, '$1')
    .replace(/\b(?:this|that|the) (?:response|answer|text|one)\b/gi, 'the response');
  const bareCount =
    /^(?:give|list|name|suggest|write|show|offer|include)\s+([\w-]+)(?:\s+(?:instead|of them|in total))?[.]?$/i.exec(
      order,
    );
  if (bareCount?.[1] !== undefined && understand(order).some(({ kind }) => kind === 'count'))
    return `Give ${bareCount[1]} ${bareCount[1] === 'one' ? noun.replace(/s$/, '') : noun}`;
  return plain(/^(?:make|keep) it\b/i.test(order) ? order.replace(/^(make|keep) it\b/i, '$1 the response') : order);
}

/** Without reasons, asides and the words around an opinion. */
function plain(text: string): string {
  return text
    .replace(/[.]+$/, '')
    .replace(/(?:,| -| –|;|:) (?:which|because|since|so|but|as|not everybody|it)\b.*$/i, '')
    .replace(/\s+(?:because|since|although|though|which (?:is|are|makes?|not)|so that it)\b.*$/i, '')
    .replace(/\s+(?:instead|please|though|too|at all|anymore|any more|again|next time|this time|here|right now)$/i, '')
    .replace(/,\s*$/, '')
    .trim();
}

/** What was said of this response, said of any: without first person, hedges, ordinals and the values of this input. */
function generalised(text: string, { preamble, prompt }: Remark): string {
  const values = valuesIn(preamble, prompt);
  const general = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(
      /\b(?:the |your )?(?:first|second|third|fourth|fifth|sixth|last|next|other)(?: (?:and|or) (?:the )?(?:first|second|third|fourth|fifth|last)| two| three)? (one|\w+)\b/gi,
      (whole, noun: string) =>
        new RegExp(`^(?:${listNouns}|one)$`, 'i').test(noun) ? (noun === 'one' ? 'it' : plural(noun)) : whole,
    )
    .replace(
      new RegExp(`\\b(?:the |your )?(${listNouns}) (?:#|number |no\\. )?\\d+(?:(?:,| and|, and) \\d+)*\\b`, 'gi'),
      (_, noun: string) => plural(noun),
    )
    .replace(
      new RegExp(
        `\\b(?:the|these|those|your|all|some of the|one of the|that|this) (${listNouns})\\b(?= (?:is|are|needs?|requires?|involves?|sounds?|seems?|feels?))`,
        'gi',
      ),
      (_, noun: string) => plural(noun),
    )
    .replace(/^(?:good|nice|great|lovely|well done|glad|happy)(?: that| how| to see(?: that)?)\s+/i, '')
    .replace(/^(?:well|hmm|ok(?:ay)?|sorry|but|and|also|personally|honestly|overall),?\s+/i, '')
    .replace(
      /^(?:i (?:think|feel|believe|find|guess|would say)(?: that)?|in my opinion,?|it seems(?: to me)?(?: that)?|maybe|perhaps|probably|the problem is(?: that)?|what (?:i (?:like|love|don't like) )?is that)\s+/i,
      '',
    )
    .replace(/^i (?:(?:do not|don['’]t) like|dislike|hate)(?: it)?(?: that| when| how| the way)?\s+/i, '')
    .replace(/^i (?:really |quite |also )?(?:like|love|enjoy|appreciate)(?: it)?(?: that| when| how| the way)?\s+/i, '')
    .replace(/\b(?:kind of|sort of|a little|somewhat|really|just|i think)\s+/gi, '')
    .replace(/\b(?:in|of|for) (?:this|that|the present) (?:response|answer|text|case)\b/gi, '')
    .replace(/^(?:this|the|your) (?:response|answer|text|output|reply)\b/i, 'it')
    .replace(/[.!?]+$/, '')
    .trim();
  return Object.entries(values)
    .filter(([, value]) => value.length > 2)
    .reduce(
      (said, [name, value]) =>
        said.replace(
          new RegExp(
            `(?:\\b(?:the|an?|my|your)\\s+)?(?<!\\w)${escaped(value.replace(/^(?:an?|the)\s+/i, ''))}(?!\\w)`,
            'giu',
          ),
          `the ${name.replace(/[_-]/g, ' ')}`,
        ),
      general,
    );
}

/** The values that were filled in, read back from the prompt as sent. */
function valuesIn(preamble: string, prompt: string): Readonly<Record<string, string>> {
  const { segments } = parseTemplate(preamble);
  const source = segments.map((segment) => (segment.type === 'text' ? escaped(segment.text) : '([\\s\\S]+?)')).join('');
  const last = segments.at(-1)?.type === 'variable';
  const match = new RegExp(`^${source}${last ? '(?=\\n|$)' : ''}`).exec(prompt);
  const names = segments.flatMap((segment) => (segment.type === 'variable' ? [segment.name] : []));
  return Object.fromEntries(
    names
      .map((name, index) => [name, match?.[index + 1]?.trim() ?? ''])
      .filter(([, value]) => value !== '' && contentStems(value ?? '').length <= 8),
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
