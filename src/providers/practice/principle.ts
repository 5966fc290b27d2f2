import {
  asSentence,
  counted,
  listLines,
  newWord,
  numberPattern,
  sentencesOf,
  uncapitalise,
  wordsOf,
} from '../../core/adherence/english';
import { listNouns } from '../../core/adherence/rules';
import type { MutationSubject } from '../../core/model/task';
import { principlesHeading } from '../../core/prompt/compose';
import { parseTemplate } from '../../core/prompt/template';
import { critiques, kudos, wishes } from './phrasings';

export type Remark = Pick<MutationSubject, 'preamble' | 'prompt' | 'response' | 'feedback'>;

/** Feedback as a general instruction: a wish that the rules know, else its own words as an imperative, else a safe form. */
export function toPrinciple(remark: Remark): string {
  const { feedback, response, preamble } = remark;
  const noun = new RegExp(`\\b(${listNouns})\\b`, 'i').exec(preamble)?.[1]?.toLowerCase() ?? 'point';
  const nouns = noun.endsWith('s') ? noun : `${noun}s`;
  if (feedback.kind === 'rewrite') return rewriteDifference(response, feedback.text, nouns);
  if (feedback.quote !== undefined && /^(?:drop|remove|delete|no|avoid|cut)\b/i.test(feedback.text))
    return `Do not use "${feedback.quote.trim()}".`;
  const cited = /^It (?:keeps|breaks) "(.+?)"/.exec(feedback.text)?.[1];
  if (cited !== undefined) return asSentence(cited);
  const text = generalised(remark, nouns);
  const n = countAlone.exec(text)?.[1];
  if (n !== undefined) return `Give ${counted(n, nouns)}.`;
  const isCritique = feedback.kind === 'critique';
  const measures = measuresOf(response, nouns);
  const made =
    (negation.test(text) ? null : wishes(text, measures)) ?? (isCritique ? critiques : kudos)(text, measures);
  return asSentence(made ?? `${isCritique ? 'Avoid this fault' : 'Keep this quality'}: ${text}`);
}

const enough = `(?: (?:${listNouns}|is enough|are enough|would be (?:enough|better)))?`;
const countAlone = new RegExp(`^(?:(?:only|just|give|list|make it|want|me) )*(${numberPattern})${enough}$`, 'i');
const negation = /\b(?:no|not|never|stop|without|avoid|too many)\b|n['’]t\b/i;

function measuresOf(response: string, nouns: string): Readonly<Record<string, string>> {
  const words = wordsOf(response).length;
  const rounded = (n: number, step: number): string => String(Math.max(step, Math.round(n / step) * step));
  const [less, more] = [rounded(words * 0.75, 5), rounded(words * 1.4, 10)];
  return { nouns, noun: nouns.slice(0, -1), less, more, most: rounded(words + 5, 10), least: rounded(words - 5, 10) };
}

const nth = `(?:first|second|third|fourth|fifth|last|${numberPattern}(?:st|nd|rd|th))`;
const oneOfThem = `^(?:(?:the|your|these|some) (?:${nth} )?(?:${listNouns}|one)|(?:use|idea|tip|point|number) \\d)\\b`;
const lead =
  /^(?:i(?: would|['’]d| do not| don['’]t)?(?: really)? (?:think|feel|find|like|love|hate|prefer|want|wish)(?: (?:that|how|it to|you to|if it|it if|to see)\b)?|it would be (?:better|nicer|nice|good) (?:if|to)|maybe|perhaps|please|but|and|also|you should|(?:could|can|would) (?:you|it)|make sure(?: that)?|(?:good|nice|great) that|just|how|that) /i;

/** Without "I think" and the like, reasons, the numbers of points, and the values of this one run. */
function generalised({ preamble, prompt, response, feedback }: Remark, nouns: string): string {
  let text = feedback.text.replace(/\s+/g, ' ').replace(/^ |[.!? ]+$/g, '');
  for (const [name, value] of valuesOf(preamble, prompt))
    text = text.replace(new RegExp(`\\b(?:(?:an?|the|my|this) )?${value}(?!\\p{L})`, 'giu'), `the ${name}`);
  text = text
    .replace(/(?:,? (?:which|so|because) |: it ).*$/, '')
    .replace(/(?:,? (?:please|though|for me|instead))+$/i, '')
    .replace(/\b(?:a (?:little )?bit|a little|really|quite|rather|somewhat|way|far|much) (?=too |more |not )/gi, '');
  while (lead.test(text)) text = text.replace(lead, '');
  text = uncapitalise(text).replace(new RegExp(oneOfThem, 'i'), nouns);
  if (!/^(?:this|it|good|great|nice|bad|wrong|perfect|thanks?|love it|yes|no|)$/i.test(text)) return text;
  const isLong = wordsOf(response).length > 40;
  return feedback.kind === 'critique' ? `too ${isLong ? 'long' : 'short'}` : isLong ? 'detailed' : 'short';
}

/** The values that the preamble was filled with, in full and by their last words, as patterns. */
function valuesOf(preamble: string, prompt: string): readonly (readonly [name: string, value: string])[] {
  const { segments } = parseTemplate(preamble);
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const source = segments.map((part) => (part.type === 'text' ? literal(part.text) : '([\\s\\S]+?)')).join('');
  const filled = new RegExp(`^${source}\\s*$`).exec(prompt.split(`\n\n${principlesHeading}`)[0] ?? '')?.slice(1) ?? [];
  const names = segments.flatMap((part) => (part.type === 'variable' ? [part.name.replace(/[_-]/g, ' ')] : []));
  return names.flatMap((name, index) => {
    const words = (filled[index] ?? '').replace(/^(?:an?|the|my|some) /i, '').split(/\s+/);
    const forms = words.length > 6 ? [] : [0, -2, -1].map((start) => words.slice(start).join(' '));
    return forms.filter((form) => form.length > 2).map((form) => [name, literal(form)] as const);
  });
}

/** The main thing that a rewrite changes. Differences of form weigh more than single words. */
function rewriteDifference(response: string, rewrite: string, nouns: string): string {
  const [before, after] = [listLines(response).length, listLines(rewrite).length];
  const [had, has] = [wordsOf(response).length, wordsOf(rewrite).length];
  const [removed, added] = [newWord(response, rewrite), newWord(rewrite, response)];
  const asks = (text: string, at: number): boolean => /\?$/.test(sentencesOf(text).at(at) ?? '');
  if (asks(rewrite, 0) && !asks(response, 0)) return 'Start with a question.';
  if (asks(rewrite, -1) && !asks(response, -1)) return 'End with a question.';
  if (after > 1 && before === 0) return /^\s*\d/m.test(rewrite) ? 'Use a numbered list.' : 'Use bullets.';
  if (after === 0 && before > 1) return 'Write one paragraph, not a list.';
  if (after !== before) return `Give ${counted(after, nouns)}.`;
  if (has < had * 0.8) return `Keep the response under ${Math.ceil((has + 1) / 5) * 5} words.`;
  if (has > had * 1.25) return `Write at least ${Math.floor(has / 10) * 10} words.`;
  if (wordsOf(rewrite)[0] === 'Hello') return 'Use a friendly tone.';
  if (removed !== undefined) return `Do not use the word "${removed}".`;
  return added === undefined ? 'Keep the wording as plain as it can be.' : `Mention ${added}.`;
}
