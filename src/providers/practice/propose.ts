import { asSentence, stemsOf, uncapitalise } from '../../core/adherence/english';
import { subjectsOf } from '../../core/adherence/rules';
import { contradiction, duplicateLikeness, likeness } from '../../core/constitution/find-conflicts';
import type { MutationSubject } from '../../core/model/task';
import { toPrinciple } from './principle';

/** What feedback changes in a constitution: a new principle, or an existing one that it is like or speaks against. */
export function proposeMutation(subject: MutationSubject) {
  const { feedback, principles, reword } = subject;
  const text = reword === undefined ? toPrinciple(subject) : reworded(reword);
  const undoes = reword === undefined && feedback.kind === 'critique' && undoing.test(feedback.text);
  const undone = undoes ? principles.find((old) => demands(old.text, text)) : undefined;
  if (undone !== undefined) return { action: 'delete', principle: undone.n, text: undone.text };
  const target = principles.find((old) => isRelated(old.text, text));
  if (target === undefined) return { action: 'add', principle: 0, text };
  return { action: 'edit', principle: target.n, text: merged(target.text, text, feedback.kind) };
}

const undoing = /\b(?:stop|no longer|no need|not need|get rid of|drop the|remove the)\b|n['’]t need/i;
const forbidding = /^(?:do not|don['’]t|never|avoid)\b/i;

/** Whether a principle demands what a text says not to do. */
function demands(principle: string, text: string): boolean {
  const stems = stemsOf(text.replace(/^do not (?:ask )?/i, ''));
  return !forbidding.test(principle) && stems.length > 0 && stems.every((stem) => stemsOf(principle).includes(stem));
}

/** What `toPrinciple` puts before the author's words does not make two principles alike. */
const ownWords = /^(?:suggest (?:only )?\w+ that (?:are|do) (?:not )?|avoid this fault:|keep this quality:)/i;

function isRelated(old: string, text: string): boolean {
  const shares = subjectsOf(old).some((subject) => subjectsOf(text).includes(subject));
  const alike = likeness(old.replace(ownWords, ''), text.replace(ownWords, '')) >= duplicateLikeness;
  return shares || alike || contradiction(old, text) !== null;
}

/** One principle out of two about the same thing. The newer one holds; what is said twice becomes stricter. */
function merged(old: string, text: string, kind: MutationSubject['feedback']['kind']): string {
  const [had = 0, wanted = 0] = [old, text].map((rule) => Number(/\bunder (\d+) words/i.exec(rule)?.[1]));
  if (wanted >= had && kind === 'critique') return old.replace(`${had}`, scaled(had, 0.7));
  if (wanted >= had || old.trim() === text.trim())
    return /^always\b/i.test(old) ? old.replace(/^always/i, 'In every response,') : `Always ${uncapitalise(old)}`;
  const saysMore = subjectsOf(old).some((subject) => !subjectsOf(text).includes(subject));
  return saysMore ? `${asSentence(old)} ${text}` : text;
}

/** A proposal made to hold in more cases, or in fewer: a limit loosened or tightened, a condition dropped or added. */
function reworded({ proposal, direction }: NonNullable<MutationSubject['reword']>): string {
  const bare = proposal.trim().replace(/[.]$/, '');
  const [, bound, n = ''] = /\b(under|at most|at least) (\d+)/i.exec(bare) ?? [];
  const looser = (direction === 'broader') !== (bound === 'at least');
  if (bound !== undefined) return `${bare.replace(n, scaled(Number(n), looser ? 1.5 : 0.7))}.`;
  if (direction === 'narrower' && /^(?:when|if)\b/i.test(bare)) return `${bare}, and only then.`;
  if (direction === 'narrower') return `When the response has more than one sentence, ${uncapitalise(bare)}.`;
  const wider = bare
    .replace(/^(?:when|if|in|for)\b[^,]*,\s*/i, '')
    .replace(/,? (?:for each|in each|when|if|unless|because|so that)\b.*$/i, '')
    .replace(/\b(?:special|exact|long|short|technical) (?=\w+$)/i, '');
  return asSentence(wider === bare ? `In every response, ${uncapitalise(bare)}` : wider);
}

function scaled(n: number, factor: number): string {
  return String(Math.max(1, n * factor > 20 ? Math.round((n * factor) / 5) * 5 : Math.round(n * factor)));
}
