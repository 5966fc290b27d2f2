import { asSentence, bareText, capitalise, numberWord, sentencesOf, uncapitalise, wordsOf } from '../english';
import { emptyPlan, type Form, type Plan } from '../plan';
import type { Rule } from '../rule';
import type { Content, Point } from './content';
import { fillers, situations } from './frames';
import { speak, toneFrames } from './speak';

/** One way to put the content into words; many are made, and the one that breaks fewest rules is taken. */
interface Layout {
  readonly n: number;
  readonly frame: 'both' | 'intro' | 'none';
  /** A number is the most words that a point may have. */
  readonly detail: 'full' | 'short' | number;
  readonly filler: number;
}

export interface Composition {
  readonly content: Content;
  readonly rules: readonly Rule[];
  /** The author's values, which answer what is to be mentioned: a price, a name. */
  readonly values: Readonly<Record<string, string>>;
  readonly candidate: number;
}

/** Writes a response that follows the rules, as far as its content allows. */
export function compose({ content, rules, values, candidate }: Composition): string {
  const plan = rules.reduce((made, rule) => rule.apply(made), emptyPlan);
  const avoided = (text: string): boolean =>
    rules.some((rule) => (rule.kind === 'avoid' || rule.kind === 'marks') && rule.broken(text) !== null);
  const usable = content.points.filter(({ full }) => !avoided(speak(full, plan.tone)));
  const points = usable.length > 0 ? usable : content.points;
  let best = { text: '', cost: Infinity };
  for (const layout of layouts(plan, {
    content,
    available: points.length,
    exact: rules.some(({ kind }) => kind === 'length'),
  })) {
    const text = render({ plan, content: { ...content, points }, layout, values, candidate, avoided });
    const cost = rules.filter((rule) => rule.broken(text) !== null).length;
    if (cost < best.cost) best = { text, cost };
    if (cost === 0) return text;
  }
  return shortened(best.text, rules);
}

/** The usual layout first, then ever shorter ones, then longer ones. */
function layouts(
  plan: Plan,
  { content, available, exact }: { readonly content: Content; readonly available: number; readonly exact: boolean },
): readonly Layout[] {
  const least = plan.count?.min ?? 1;
  const most = Math.min(available, plan.count?.max ?? available);
  const usual = Math.max(1, Math.min(most, Math.max(least, Math.min(content.usual, plan.count?.max ?? content.usual))));
  const counts = [usual, ...range(least, usual - 1).toReversed(), ...range(usual + 1, most)].filter((n) => n >= 1);
  const frames = plan.frame && content.framed ? (['both', 'intro', 'none'] as const) : (['none'] as const);
  const details = exact ? (['full', 'short', 12, 9, 7, 5] as const) : (['full', 'short'] as const);
  const made = counts.flatMap((n) =>
    details.flatMap((detail) => frames.map((frame) => ({ n, detail, frame, filler: -1 }))),
  );
  return exact ? [...made, ...made.flatMap((layout) => fillers.map((_, filler) => ({ ...layout, filler })))] : made;
}

interface Drawing {
  readonly plan: Plan;
  readonly content: Content;
  readonly layout: Layout;
  readonly values: Readonly<Record<string, string>>;
  readonly candidate: number;
  readonly avoided: (text: string) => boolean;
}

function render({ plan, content, layout, values, candidate, avoided }: Drawing): string {
  const fits = ({ short, at }: Point): boolean =>
    at === undefined || typeof layout.detail !== 'number' || wordsOf(short).length <= layout.detail;
  const chosen = [...content.points.filter(fits), ...content.points.filter((point) => !fits(point))].slice(0, layout.n);
  const points = chosen.every(({ at }) => at !== undefined)
    ? chosen.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))
    : chosen;
  const form = plan.form ?? (content.list && points.length > 1 ? (candidate === 1 ? 'bullets' : 'numbered') : 'prose');
  const tone = toneFrames(plan.tone, candidate);
  const keep = (sentences: readonly string[]): readonly string[] =>
    sentences
      .map((sentence) => speak(sentence, plan.tone))
      .map((sentence) => (avoided(sentence) ? sentence.replaceAll('!', '.') : sentence))
      .filter((sentence) => sentence !== '' && !avoided(sentence));
  const withIntro = layout.frame !== 'none';
  const before = keep([
    plan.questionFirst ? content.question : '',
    withIntro ? tone.intro : '',
    withIntro && (content.list || content.candid || (plan.tone === undefined && candidate > 0))
      ? content.intro(points.length)
      : '',
  ]);
  const body = points.map((point, index) =>
    speak(pointText({ point, index, plan, layout, form, count: points.length, list: content.list }), plan.tone),
  );
  const after = keep([
    plan.examples === 'once' ? example(candidate) : '',
    ...plan.mention
      .filter((topic) => !body.join(' ').toLowerCase().includes(topic.toLowerCase()))
      .map((topic) => mentionOf(topic, values)),
    plan.reader === 'you' ? 'The choice is up to you.' : '',
    fillers[layout.filler] ?? '',
    layout.frame === 'both'
      ? tone.closing || (content.list ? 'Each of these can be changed to suit the day.' : '')
      : '',
    plan.questionLast ? content.question : '',
  ]);
  const text =
    form === 'prose'
      ? paragraphs([...before, ...body, ...after], plan.paragraphs ?? 1)
      : [before.join(' '), body.join('\n'), after.join(' ')].filter((part) => part !== '').join('\n\n');
  return edges(sayOnce(text, content.again), plan);
}

/** Names the topic in full once, and then by its first words. */
function sayOnce(text: string, { long, short }: Content['again']): string {
  const first = text.indexOf(long);
  return first < 0 || long === short
    ? text
    : text.slice(0, first + long.length) +
        text
          .slice(first + long.length)
          .replaceAll(long, short)
          .replaceAll(capitalise(long), capitalise(short));
}

function pointText({
  point,
  index,
  plan,
  layout,
  form,
  count,
  list,
}: {
  readonly point: Point;
  readonly index: number;
  readonly plan: Plan;
  readonly layout: Layout;
  readonly form: Form;
  readonly count: number;
  readonly list: boolean;
}): string {
  const sentence =
    layout.detail === 'full'
      ? point.full
      : layout.detail === 'short'
        ? point.short
        : clipped(point.short, layout.detail);
  const said = plan.examples === 'each' ? `${sentence} ${example(index)}` : sentence;
  const mark = form === 'numbered' ? `${index + 1}. ` : form === 'bullets' ? '- ' : '';
  if (plan.bold === true) return `${mark}**${point.title}**: ${said}`;
  if (mark !== '' || !list || count === 1 || (plan.count === undefined && plan.form !== 'prose'))
    return `${mark}${said}`;
  return `${capitalise(ordinals[index] ?? numberWord(index + 1))}, ${uncapitalise(said)}`;
}

const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

function example(index: number): string {
  return `For example, picture ${situations[index % situations.length] ?? 'an ordinary day'}.`;
}

/** Says what is to be mentioned, with the author's own value for it where there is one. */
function mentionOf(topic: string, values: Readonly<Record<string, string>>): string {
  const name = topic.replace(/^the /i, '').toLowerCase();
  const value = Object.entries(values).find(([key]) => key.toLowerCase().replace(/[_-]/g, ' ') === name)?.[1];
  if (value !== undefined && wordsOf(value).length <= 12) return asSentence(`The ${name} is ${value}`);
  if (
    /^\w+ (?:is|are|has|have|can|will)\b/i.test(topic) ||
    /^(?:the|your|our) [\w ]+ (?:is|are|has|have|can|will) /i.test(topic)
  )
    return asSentence(topic);
  return asSentence(`One more thing to mention is ${topic}`);
}

function paragraphs(sentences: readonly string[], n: number): string {
  const size = Math.ceil(sentences.length / Math.max(n, 1));
  const parts = Array.from({ length: n }, (_, index) => sentences.slice(index * size, (index + 1) * size).join(' '));
  return parts.filter((part) => part !== '').join('\n\n');
}

function edges(text: string, { opening, ending, reader, letters }: Plan): string {
  const name = reader === undefined || reader === 'you' ? '' : reader;
  const greeting =
    opening === undefined
      ? name === ''
        ? ''
        : `${name}, `
      : `${opening}${/[.!?:,]$/.test(opening) ? '' : opening === 'Hello,' ? '' : ':'} `;
  const named = opening !== undefined && name !== '' ? `${opening.replace(/,$/, '')} ${name}, ` : greeting;
  const start =
    named === ''
      ? text
      : `${named}${/^(?:\d+\.|-) /.test(text) ? '\n\n' : ''}${/[.!?] $/.test(named) ? text : uncapitalise(text)}`;
  const whole =
    ending === undefined
      ? start
      : `${start}${start.includes('\n') ? '\n\n' : ' '}${/[.!?]$/.test(ending) ? ending : `${ending}.`}`;
  return letters === 'upper' ? whole.toUpperCase() : letters === 'lower' ? whole.toLowerCase() : whole;
}

/** The last resort against a limit: whole sentences from the end go first, then words. */
function shortened(text: string, rules: readonly Rule[]): string {
  const tooLong = (candidate: string): boolean =>
    rules.some((rule) => rule.key.startsWith('length of response') && rule.broken(candidate) !== null);
  if (!tooLong(text)) return text;
  const sentences = sentencesOf(text);
  for (let n = sentences.length - 1; n >= 1; n -= 1) {
    const cut = bareText(sentences.slice(0, n).join(' '));
    if (!tooLong(cut)) return cut;
  }
  for (let n = wordsOf(sentences[0] ?? '').length - 1; n >= 1; n -= 1) {
    const cut = clipped(sentences[0] ?? '', n);
    if (!tooLong(cut)) return cut;
  }
  return text;
}

/** The first words of a sentence, without a loose end. */
function clipped(sentence: string, n: number): string {
  const words = sentence.split(' ');
  if (words.length <= n) return sentence;
  return asSentence(
    words
      .slice(0, n)
      .join(' ')
      .replace(
        /(?:\s(?:a|an|the|of|to|in|on|at|by|and|or|but|for|with|into|onto|an|than|then|if|because|is|are|has|which|that|from|its|it|so|as|their|his|her|both|each|when|where))+$/i,
        '',
      ),
  );
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
