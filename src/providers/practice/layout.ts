import { broken, speaksOf } from '../../core/adherence/checks';
import { asSentence, uncapitalise, wordsOf } from '../../core/adherence/english';
import type { Plan } from '../../core/adherence/rules';
import type { RespondSubject } from '../../core/instructions/task';
import type { Content } from './content';
import { toneFrames } from './frames';

interface Task extends Pick<RespondSubject, 'values'> {
  readonly plan: Plan;
  readonly content: Content;
  readonly turn: number;
}

/** Content in words. Of many layouts the first is taken that breaks the fewest rules. */
export function laidOut(task: Task): string {
  const { plan, content } = task;
  const { min, max } = plan.words ?? { min: 0, max: Infinity };
  let best = { text: '', cost: Infinity };
  for (const n of numbersOf(plan.count ?? { min: 1, max: content.points.length }, content.usual)) {
    for (const detail of details) {
      const text = written({ ...task, n, detail });
      const words = wordsOf(text).length;
      const cost = broken(plan, text).length + Math.max(0, min - words, words - max) / 1000;
      if (cost < best.cost) best = { text, cost };
      if (cost === 0) return text;
    }
  }
  return best.text || 'Under these rules nothing can be said.';
}

/** From the usual length to one with examples, and then ever shorter: without an introduction, with the shortest points. */
const details = ['full', 'long', 'short', 'bare', 'barest'] as const;

/** Numbers of points to try, the usual one first and then the nearest. */
function numbersOf({ min, max }: NonNullable<Plan['count']>, usual: number): readonly number[] {
  const numbers = Array.from({ length: Math.min(max - min, 20) + 1 }, (_, index) => Math.max(1, min + index));
  return numbers.toSorted((a, b) => Math.abs(a - usual) - Math.abs(b - usual));
}

interface Layout extends Task {
  readonly n: number;
  readonly detail: (typeof details)[number];
}

function written({ plan, content, values, n, detail, turn }: Layout): string {
  const names = Object.entries(plan.named);
  const allowed = (text: string): boolean =>
    text !== '' &&
    !(plan.question === 'never' && text.includes('?')) &&
    names.every(([name, wanted]) => wanted || speaksOf(text, name) === undefined);
  const isShort = detail !== 'full' && detail !== 'long';
  const isBare = detail === 'bare' || detail === 'barest';
  const usable = content.points.filter((point) => allowed(isShort ? point.short : point.full));
  const sorted = usable.toSorted((a, b) => wordsOf(a.short).length - wordsOf(b.short).length);
  const points = (detail === 'barest' && content.isRanked !== true ? sorted : usable)
    .slice(0, n)
    .toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const asList = content.list && points.length > 1;
  const usualForm = !asList || plan.sentences ? 'paragraph' : turn % 3 === 1 ? 'list with bullets' : 'numbered list';
  const form = plan.form ?? usualForm;
  const [greeting, goodbye] = (plan.tone && (content.tones ?? toneFrames)[plan.tone]) ?? ['', ''];
  const question = content.questions[isBare ? 1 : 0];
  const lead = isBare ? [content.mustSay ?? ''] : [greeting, content.intro(points.length)];
  const before = [plan.question === 'first' ? question : '', ...lead].filter(allowed);
  const body = points.map((point, index) => {
    const adds =
      (detail === 'long' || plan.examples) &&
      plan.examples !== false &&
      plan.each === undefined &&
      allowed(point.example);
    const text = `${isShort ? point.short : point.full}${adds ? ` ${point.example}` : ''}`;
    if (form === 'numbered list') return `${index + 1}. ${text}`;
    if (form === 'list with bullets') return `- ${text}`;
    return asList && index < ordinals.length ? `${ordinals[index]}, ${uncapitalise(text)}` : text;
  });
  const soFar = [...before, ...body].join(' ');
  const unsaid = names.filter(([name, wanted]) => wanted && speaksOf(soFar, name) === undefined);
  const after = [
    ...unsaid.map(([name]) => content.mention?.(name) ?? mention(name, values)),
    plan.reader && !/\byour?s?\b/i.test(soFar) ? 'The choice is yours.' : '',
    points.length < (plan.count?.min ?? 1) ? (content.noMore ?? 'The practice model knows no more.') : '',
    goodbye,
    plan.question === 'last' ? question : '',
  ].filter(allowed);
  const opening = plan.opening?.replace(/\p{L}$/u, '$&:') ?? '';
  const isProse = form === 'paragraph';
  const blocks = [opening, before.join(' '), body.join(isProse ? ' ' : '\n'), after.join(' '), plan.ending ?? ''];
  return blocks.filter((block) => block !== '').join(isProse ? ' ' : '\n\n');
}

const ordinals = 'First Second Third Fourth Fifth Sixth Seventh Eighth Ninth'.split(' ');

/** The author's own value where there is one; else a reminder that claims nothing. */
function mention(name: string, values: RespondSubject['values']): string {
  const value = Object.entries(values).find(([key]) => key.toLowerCase().replace(/[_-]/g, ' ') === name)?.[1];
  if (value !== undefined) return asSentence(`The ${name} is ${value}`);
  return asSentence(`Keep ${isOneOfAKind.test(name) ? `the ${name}` : name} in mind`);
}

const isOneOfAKind =
  /^(?:price|cost|budget|weather|reader|date|time|deadline|author|place|size|colou?r|weight|risk|law|season|year|age|source|warranty)$/;
