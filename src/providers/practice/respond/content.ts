import { capitalise, contentStems, joinList, numberWord, plural, seededRandom, sentencesOf, wordsOf } from '../english';
import {
  description,
  explanation,
  type Frame,
  ideas,
  names,
  questions,
  reasons,
  reply,
  steps,
  story,
  uses,
} from './frames';
import { fillFrame, type Material } from './topic';

/** One thing to say, in full and in a few words. */
export interface Point {
  readonly title: string;
  readonly full: string;
  readonly short: string;
  /** Place in the author's text, where the order has to be kept. */
  readonly at?: number;
}

/** What to say, before it is known how. */
export interface Content {
  /** More than are needed, best first. */
  readonly points: readonly Point[];
  /** How many, where nobody asks for a number. */
  readonly usual: number;
  /** Points that stand side by side become a list; the rest is running text. */
  readonly list: boolean;
  /** Names the points in a sentence: "uses for the brick". */
  readonly intro: (n: number) => string;
  readonly question: string;
  /** An introduction and a closing line fit in. */
  readonly framed: boolean;
  /** A long name for the topic, and a shorter one for every time after the first. */
  readonly again: { readonly long: string; readonly short: string };
}

type Draft = Pick<Content, 'points' | 'usual' | 'list' | 'intro' | 'framed'> & {
  /** Sentences of the author's own text, the most central first. */
  readonly ranked?: true;
};

interface Task {
  readonly pattern: RegExp;
  /** Null when the material is missing: the next task that fits is taken. */
  content(material: Material, instruction: string): Draft | null;
}

/** What can be asked for; the one that the instruction names first is done. */
const tasks: readonly Task[] = [
  { pattern: /\btranslat\w+/i, content: () => unable('translate') },
  {
    pattern: /\b(?:write|implement|fix|debug|create)\b[^.]{0,20}\b(?:code|function|script|program|sql|regex)\b/i,
    content: () => unable('write code'),
  },
  {
    pattern: /\bsummar\w+|\bshorten\b|\bcondense\b|\bkey points\b|\bmain points\b|\btl;?dr\b|\btakeaways\b/i,
    content: ({ text }) => (text === null ? null : summary(text)),
  },
  {
    pattern: /\brewrit\w*|\brephrase\b|\bparaphrase\b|\bproofread\b|\bimprove\b|\bsimplify\b|\bedit\b/i,
    content: ({ text }) => (text === null ? null : rewrite(text)),
  },
  {
    pattern: /\bclassif\w+|\bcategor\w+|\bsentiment\b|\blabel\b/i,
    content: (material, instruction) => classify(material, instruction),
  },
  {
    pattern: /\buses\b|\bways to (?:re)?use\b|\buse for\b|\bone use\b/i,
    content: (material) => framed(uses, material, { usual: 3, list: true, noun: 'use' }),
  },
  {
    pattern: /\bquestions (?:about|for|on|to|that)\b/i,
    content: (material) => framed(questions, material, { usual: 5, list: true, noun: 'question', link: 'about' }),
  },
  {
    pattern: /\b(?:names|titles|slogans|headlines|taglines) (?:for|of|about)\b/i,
    content: (material) => framed(names, material, { usual: 5, list: true, noun: 'name' }),
  },
  {
    pattern: /\b(?:reasons|benefits|advantages|arguments|pros)\b/i,
    content: (material, instruction) =>
      framed(reasons, material, {
        usual: 3,
        list: true,
        noun: nounIn(instruction, /\b(benefit|advantage|argument)s?\b/i) ?? 'reason',
        link: /benefit|advantage/i.test(instruction) ? 'of' : 'for',
      }),
  },
  {
    pattern: /\b(?:ideas?|tips?|ways|steps|suggestions|advice|activities|things|options|recommendations|plan)\b/i,
    content: (material, instruction) =>
      framed(material.topic.doing ? steps : ideas, material, {
        usual: 3,
        list: true,
        noun: nounIn(instruction, /\b(idea|tip|way|step|suggestion|option|recommendation)s?\b/i) ?? 'idea',
      }),
  },
  {
    pattern: /\bhow (?:do (?:i|you|we)|can (?:i|you|we)|should|to)\b/i,
    content: (material) => framed(steps, material, { usual: 3, list: true, noun: 'step' }),
  },
  {
    pattern: /\b(?:story|poem|tale|fable)\b/i,
    content: (material) => framed(story, material, { usual: 5, list: false, noun: 'line', link: 'about' }),
  },
  {
    pattern: /\b(?:e-?mail|letter|reply|respond|message|customer's|complaint)\b/i,
    content: (material) =>
      answer(material) ?? framed(reply, material, { usual: 3, list: false, noun: 'point', link: 'about' }),
  },
  {
    pattern: /\bdescri\w+|\badvert\w*|\bpitch\b|\bpost\b|\bcaption\b|\breview\b|\bpromot\w+|\bblurb\b/i,
    content: (material) => describe(material),
  },
  { pattern: /\banswer\b|\?/i, content: (material) => answer(material) },
];

export function contentOf({
  material,
  instruction,
  seed,
  candidate,
}: {
  readonly material: Material;
  readonly instruction: string;
  readonly seed: number;
  readonly candidate: number;
}): Content {
  const found = tasks
    .map((task) => ({ task, at: instruction.search(task.pattern) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at);
  const content =
    found.map(({ task }) => task.content(material, instruction)).find((made) => made !== null) ??
    framed(explanation, material, { usual: 3, list: false, noun: 'point', link: 'about' });
  const { the } = material.topic;
  const ask = [
    `What do you know about ${the} already?`,
    `What do you hope for from ${the}?`,
    `What made you think of ${the}?`,
  ];
  return {
    ...content,
    points: turned(content, { text: `${the} ${seed}`, candidate }),
    again: { long: the, short: the.split(/ (?:for|of|in|with|from|on|at) /)[0] ?? the },
    question: ask[(seed + candidate) % ask.length] ?? '',
  };
}

/** Groups of three in an order drawn for this topic; each candidate starts with another group. */
function turned(
  { points, ranked }: Draft,
  { text, candidate }: { readonly text: string; readonly candidate: number },
): readonly Point[] {
  const first = candidate % Math.max(points.length, 1);
  if (ranked) return [...points.slice(first, first + 1), ...points.filter((_, index) => index !== first)];
  const random = seededRandom(text);
  const groups = Array.from({ length: Math.ceil(points.length / 3) }, (_, index) => ({
    points: points.slice(index * 3, index * 3 + 3),
    rank: random(),
  }));
  const ordered = groups.toSorted((a, b) => a.rank - b.rank).map((group) => group.points);
  const start = candidate % Math.max(ordered.length, 1);
  const all = [...ordered.slice(start), ...ordered.slice(0, start)].flat();
  return all.filter(({ full }, index) => all.findIndex((other) => other.full === full) === index);
}

function nounIn(instruction: string, pattern: RegExp): string | undefined {
  return pattern.exec(instruction)?.[1]?.toLowerCase();
}

function framed(
  frames: readonly Frame[],
  { topic }: Material,
  {
    usual,
    list,
    noun,
    link = 'for',
  }: { readonly usual: number; readonly list: boolean; readonly noun: string; readonly link?: string },
): Draft {
  const spoken =
    frames === uses && topic.plural && topic.the === topic.name ? { ...topic, the: `the ${topic.name}` } : topic;
  const points = frames.map(({ title, full, short }, index) => ({
    title,
    full: capitalise(fillFrame(full, spoken)),
    short: capitalise(fillFrame(short, spoken)),
    ...(frames === story ? { at: index } : {}),
  }));
  const intro = (n: number): string =>
    list
      ? `Here ${n === 1 ? 'is' : 'are'} ${numberWord(n)} ${n === 1 ? noun : plural(noun)} ${link} ${topic.the}.`
      : noun === 'line'
        ? `Here is a little story about ${topic.the}.`
        : `Here is an answer about ${topic.the}.`;
  return {
    points,
    usual,
    list,
    framed: true,
    intro: (n) => (frames === explanation ? `Here is a way to think about ${topic.the}.` : intro(n)),
  };
}

function describe(material: Material): Draft {
  const { topic, facts } = material;
  const base = framed(description, material, { usual: 3, list: false, noun: 'point' });
  if (facts.length === 0) return base;
  const half = Math.ceil(facts.length / 2);
  const told = [
    `In brief: ${joinList(facts.slice(0, half))}.`,
    `Also part of ${topic.the}: ${joinList(facts.slice(half))}.`,
  ]
    .slice(0, facts.length > 1 ? 2 : 1)
    .map((full) => ({ title: 'Facts', full, short: full }));
  // Every group of three, and so every candidate, has the facts.
  return { ...base, points: base.points.flatMap((point) => [point, ...told]) };
}

function summary(text: string): Draft {
  const points = extract(text);
  return {
    points,
    usual: Math.max(1, Math.min(3, Math.ceil(points.length / 3))),
    ranked: true,
    list: false,
    framed: true,
    intro: () => 'Here is the text in short.',
  };
}

/** The text itself: rules about words, tone and form then change it. */
function rewrite(text: string): Draft {
  const points = extract(text).toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
  return {
    points,
    usual: points.length,
    ranked: true,
    list: false,
    framed: true,
    intro: () => 'Here is the text in another form.',
  };
}

/** With a text to look into, the sentences that share most words with the question. */
function answer({ question, text }: Material): Draft | null {
  if (question === null || text === null) return null;
  const asked = new Set(contentStems(question));
  const points = extract(text).toSorted((a, b) => shared(b.full) - shared(a.full));
  return shared(points[0]?.full ?? '') === 0
    ? null
    : {
        points,
        usual: 1,
        ranked: true,
        list: false,
        framed: true,
        intro: () => 'Here is what the text says about it.',
      };

  function shared(sentence: string): number {
    return contentStems(sentence).filter((word) => asked.has(word)).length;
  }
}

const moods: Readonly<Record<string, RegExp>> = {
  positive:
    /\b(?:good|great|love\w*|like\w*|excellent|happy|perfect|fast|friendly|thank\w*|wonderful|best|nice|helpful|enjoy\w*)\b/gi,
  negative:
    /\b(?:bad|poor|hate\w*|terrible|awful|slow|broken|broke|rude|worst|never|not|disappoint\w*|late|wrong|refund|fail\w*|useless)\b/gi,
};

function classify({ text, topic }: Material, instruction: string): Draft | null {
  const named =
    /\b(?:as|into|of|either|labels?:|categories:?|one of:?)\s+((?:[\w-]+,\s*)+(?:or |and )?[\w-]+|[\w-]+ or [\w-]+)/i.exec(
      instruction,
    )?.[1];
  const options =
    named?.split(/,\s*(?:or |and )?| or | and /).filter((option) => option !== '') ??
    (/sentiment/i.test(instruction) ? ['positive', 'negative', 'neutral'] : []);
  const source = text ?? topic.name;
  const score = (option: string): number =>
    moods[option.toLowerCase()] === undefined
      ? contentStems(source).filter((word) => contentStems(option).includes(word)).length
      : (source.match(moods[option.toLowerCase()] ?? /^$/) ?? []).length;
  const best = options.toSorted((a, b) => score(b) - score(a))[0];
  if (best === undefined) return null;
  const chosen =
    score(best) === 0 ? (options.find((option) => /neutral|other|none|mixed/i.test(option)) ?? best) : best;
  return {
    points: [{ title: 'Label', full: capitalise(`${chosen}.`), short: capitalise(`${chosen}.`) }],
    usual: 1,
    list: false,
    framed: false,
    intro: () => '',
  };
}

function unable(what: string): Draft {
  const full = `The practice model works by rules and cannot ${what}; connect another model in the settings for that.`;
  return {
    points: [{ title: 'Note', full, short: `The practice model cannot ${what}.` }],
    usual: 1,
    list: false,
    framed: false,
    intro: () => '',
  };
}

/** The sentences of a text, those first whose words the text uses most. */
function extract(text: string): readonly Point[] {
  const sentences = sentencesOf(text);
  const counts = new Map<string, number>();
  for (const word of contentStems(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weight = (sentence: string): number => {
    const stems = [...new Set(contentStems(sentence))];
    return stems.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0) / Math.sqrt(Math.max(stems.length, 4));
  };
  return sentences
    .map((full, at) => ({
      title: capitalise(
        wordsOf(full)
          .filter((word) => word.length > 3)
          .slice(0, 2)
          .join(' '),
      ),
      full: /[.!?]["”')]*$/.test(full) ? full : `${full}.`,
      short: firstClause(full),
      at,
    }))
    .toSorted((a, b) => weight(b.full) - weight(a.full));
}

function firstClause(sentence: string): string {
  const main = /^(?:As|When|If|While|Although|Because|In|At|On|By|After|Before)\b[^,;]*, (?:and )?(.+)$/s.exec(
    sentence,
  )?.[1];
  if (main !== undefined) return firstClause(capitalise(main));
  const clause =
    /^(.{20,}?)(?:[,;:]| (?:and|but|because|although|which|where|so that) )/.exec(sentence)?.[1] ??
    sentence.replace(/[.!?]+$/, '');
  return wordsOf(clause).length >= 5 ? `${clause}.` : sentence;
}
