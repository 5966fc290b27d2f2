import { capitalise, contentStems, joinList, numberWord, seededRandom, sentencesOf, wordsOf } from '../english';
import {
  description,
  explanation,
  type Frame,
  ideas,
  names,
  outline,
  questions,
  reasons,
  reply,
  steps,
  story,
  uses,
} from './frames';
import { fillFrame, type Material, topicOf } from './topic';

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
  /** The introduction says what this is not, and so comes first whatever the tone. */
  readonly candid?: true;
  /** A long name for the topic, and a shorter one for every time after the first. */
  readonly again: { readonly long: string; readonly short: string };
}

type Draft = Pick<Content, 'points' | 'usual' | 'list' | 'intro' | 'framed' | 'candid'> & {
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
    content: (material) => listed(uses, material, 'uses for'),
  },
  {
    pattern: /\bquestions (?:about|for|on|to|that)\b/i,
    content: (material) => listed(questions, material, 'questions about'),
  },
  {
    pattern:
      /\b(?:names|titles|slogans|headlines|taglines|an? (?:\w+ )?(?:name|title|slogan|headline|tagline)) (?:for|of|about)\b/i,
    content: (material) =>
      listed(names, { ...material, topic: topicOf(material.topic.name.split(' about ').at(-1) ?? '') }, 'names for'),
  },
  {
    pattern: /\b(?:reasons|benefits|advantages|arguments|pros)\b/i,
    content: (material, instruction) =>
      listed(
        reasons,
        material,
        `${wordIn(instruction, /\b(?:benefits|advantages|arguments)\b/i) ?? 'reasons'} ${/argument/i.test(instruction) ? 'for' : /benefit|advantage/i.test(instruction) ? 'of' : 'for'}`,
      ),
  },
  {
    pattern: /\b(?:ideas?|tips?|ways|steps|suggestions|advice|activities|things|options|recommendations|plan)\b/i,
    content: (material, instruction) =>
      listed(
        material.topic.doing ? steps : ideas,
        material,
        `${wordIn(instruction, /\b(?:tips|ways|steps|suggestions|options|recommendations)\b/i) ?? 'ideas'} for`,
      ),
  },
  {
    pattern: /\bhow (?:do (?:i|you|we)|can (?:i|you|we)|should|to)\b/i,
    content: (material) => listed(steps, material, 'steps for'),
  },
  {
    pattern: /\b(?:story|poem|tale|fable)\b/i,
    content: (material) => ({ ...running(story, material), usual: 5 }),
  },
  {
    pattern: /\b(?:e-?mail|letter|reply|respond|message|customer's|complaint|customer)\b/i,
    content: (material) => answer(material) ?? running(reply, material),
  },
  {
    pattern: /\bdescri\w+|\badvert\w*|\bpitch\b|\bpost\b|\bcaption\b|\bpromot\w+|\bblurb\b/i,
    content: (material, instruction) =>
      material.facts.length > 0 ||
      /\b(?:product|shop|store|customers?|sell|sale|advert\w*|promot\w+|pitch)\b/i.test(instruction)
        ? describe(material)
        : null,
  },
  {
    pattern: /\bexplain|\bexplanation|\bteach\b|\bunderstand\b|\btell me about\b|\bwords about\b/i,
    content: (material) => running(explanation, material),
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
    found.map(({ task }) => task.content(material, instruction)).find((made) => made !== null) ?? candid(material);
  const { the } = material.topic;
  const ask = [
    `What do you know about ${the} already?`,
    `What do you hope for from ${the}?`,
    `What made you think of ${the}?`,
  ];
  return {
    ...content,
    points: turned(content, { text: `${the} ${seed}`, candidate }),
    again: {
      long: the,
      short: material.topic.doing ? the : (the.split(/ (?:for|of|in|with|from|on|at|about) /)[0] ?? the),
    },
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

function wordIn(instruction: string, pattern: RegExp): string | undefined {
  return pattern.exec(instruction)?.[0].toLowerCase();
}

function running(frames: readonly Frame[], { topic }: Material): Draft {
  const spoken =
    frames === uses && topic.plural && topic.the === topic.name ? { ...topic, the: `the ${topic.name}` } : topic;
  const points = frames.map(({ title, full, short }, index) => ({
    title,
    full: capitalise(fillFrame(full, spoken)),
    short: capitalise(fillFrame(short, spoken)),
    ...(frames === story ? { at: index } : {}),
  }));
  return { points, usual: 3, list: false, framed: true, intro: () => `This is about ${topic.the}.` };
}

function listed(frames: readonly Frame[], material: Material, heading: string): Draft {
  const [nouns = '', link = ''] = heading.split(' ');
  const intro = (n: number): string =>
    `Here ${n === 1 ? 'is' : 'are'} ${numberWord(n)} ${n === 1 ? nouns.replace(/s$/, '') : nouns} ${link} ${material.topic.the}.`;
  return { ...running(frames, material), list: true, intro };
}

/** For everything else: what an answer would have, and that this is none. */
function candid(material: Material): Draft {
  const intro = (): string =>
    `The practice model works by rules and knows nothing about ${material.topic.the}, so here is an outline.`;
  return { ...running(outline, material), candid: true, intro };
}

function describe(material: Material): Draft {
  const { topic, facts } = material;
  const base = running(description, material);
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
