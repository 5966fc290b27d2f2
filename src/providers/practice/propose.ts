import { contradiction, duplicateLikeness, likeness } from '../../core/constitution/find-conflicts';
import type { MutationSubject, NumberedPrinciple } from '../../core/model/task';
import { asSentence, contentStems, toNumber, uncapitalise, wordsOf } from './english';
import { understand } from './rules';
import { sayInstead, saysOnly } from './say-instead';
import { nounOf, toPrinciple } from './to-principle';

export interface ProposedMutation {
  readonly action: 'add' | 'edit' | 'delete';
  /** The number of the principle, 0 for a new one. */
  readonly principle: number;
  readonly text: string;
}

/** What feedback changes in a constitution: a new principle, or an existing one that it is about. */
export function proposeMutation(subject: MutationSubject): ProposedMutation {
  const { feedback, principles, reword } = subject;
  const proposed = toPrinciple(subject);
  const text = reword === undefined ? proposed : reworded(reword, nounOf(subject.preamble));
  const undoes =
    reword === undefined &&
    feedback.kind === 'critique' &&
    /\b(?:stop|no longer|not any ?more|quit|undo|no need|(?:not|n['’]t) (?:need|have) to|forget (?:about|the)|drop the|get rid of|remove the)\b/i.test(
      feedback.text,
    );
  const undone = undoes
    ? principles.find((principle) => !isNegative(principle.text) && concerns(text, principle.text))
    : undefined;
  if (undone !== undefined) return { action: 'delete', principle: undone.n, text: undone.text };
  const target = related(text, principles);
  return target === undefined
    ? { action: 'add', principle: 0, text }
    : { action: 'edit', principle: target.n, text: merged(target.text, text) };
}

function related(text: string, principles: readonly NumberedPrinciple[]): NumberedPrinciple | undefined {
  return (
    principles.find((principle) => keysOf(principle.text).some((key) => keysOf(text).includes(key))) ??
    principles.find((principle) => contradiction(text, principle.text) !== null) ??
    principles.find(
      (principle) => likeness(text, principle.text) >= duplicateLikeness && keysOf(principle.text).length === 0,
    )
  );
}

function concerns(text: string, principle: string): boolean {
  const object = contentStems(text.replace(/^(?:do not|never|avoid) \w+/i, ''));
  const words = contentStems(principle);
  return (
    keysOf(principle).some((key) => keysOf(text).includes(key)) ||
    (object.length > 0 && object.every((word) => words.includes(word)))
  );
}

/** One principle out of two about the same thing: the newer one holds. */
function merged(old: string, text: string): string {
  if (old.trim() === text.trim()) return tighter(old) ?? (/^always\b/i.test(old) ? old : `Always ${uncapitalise(old)}`);
  const [limit, wish] = [limitOf(old), limitOf(text)];
  const firm =
    limit !== null && wish !== null && wish >= limit && /under|at most/.test(old) && /under/.test(text)
      ? (tighter(old) ?? text)
      : text;
  const [rule] = understand(firm);
  const replaced = understand(old).find(({ key }) => key === rule?.key);
  if (rule === undefined || replaced === undefined || saysOnly(old, replaced)) return firm;
  return sayInstead(old, { from: replaced, to: rule }) ?? `${asSentence(old)} ${firm}`;
}

function limitOf(text: string): number | null {
  const digits = /\b(\d+)\s+(?:words|characters|sentences)/.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The same limit, a third lower. */
function tighter(text: string): string | null {
  const limit = limitOf(text);
  return limit === null ? null : text.replace(String(limit), String(scaled(limit, 0.7)));
}

function isNegative(text: string): boolean {
  return /^(?:do not|don['’]t|never|avoid|no)\b/i.test(text);
}

function keysOf(text: string): readonly string[] {
  return understand(text).map(({ key }) => key);
}

/** The proposal made to hold in more cases, or in fewer. */
function reworded({ proposal, direction }: NonNullable<MutationSubject['reword']>, noun: string): string {
  const bare = proposal.trim().replace(/[.]$/, '');
  const number = /\b(\d+)\b/.exec(bare)?.[1];
  const atLeast = /at least|more than|minimum/i.test(bare);
  if (number !== undefined)
    return asSentence(
      bare.replace(number, String(scaled(toNumber(number), (direction === 'broader') === atLeast ? 0.7 : 1.5))),
    );
  if (direction === 'narrower') {
    if (/^(?:when|if|in|for) /i.test(bare)) return asSentence(`${bare}, and only then`);
    return asSentence(
      `When ${bare.includes(noun.replace(/s$/, '')) ? `you give more than one ${noun.replace(/s$/, '')}` : 'the response has more than one sentence'}, ${uncapitalise(bare)}`,
    );
  }
  if (/^(?:start|end) with a question$/i.test(bare)) return 'Ask the reader a question.';
  const fewer = bare.replace(
    /\b(use|give|mention|include|avoid|need|require|suggest) (an? |the )?(?:\w+ly )?[\w-]+(?: and [\w-]+)? ([\w-]+)$/i,
    '$1 $2$3',
  );
  if (fewer !== bare && !/\b(?:of|for|with|a|an|the|each|every|only|in|as|to|your) [\w-]+$/i.test(bare))
    return asSentence(fewer);
  const condition = /^(?:when|if|in|for|whenever)\b[^,]*,\s*/i;
  const wider = condition.test(bare)
    ? bare.replace(condition, '')
    : bare.replace(
        /(?:,? (?:for|in) each(?: of the)? \w+|,? (?:when|if|unless|because|so that|that are|that is|whenever|where)\b.*|,? (?:for|about|with|of|from|on) [^,]+)$/i,
        '',
      );
  if (wider !== bare && wordsOf(wider).length >= 2) return asSentence(wider);
  return asSentence(`In every response, ${uncapitalise(bare)}`);
}

function scaled(n: number, factor: number): number {
  const raw = n * factor;
  return Math.max(1, raw > 20 ? Math.round(raw / 5) * 5 : factor > 1 ? Math.ceil(raw) : Math.floor(raw));
}
