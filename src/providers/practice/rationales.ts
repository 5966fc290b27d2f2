import { broken, formOf, speaksOf } from '../../core/adherence/checks';
import { counted, listLines, longest, sentencesOf, wordsOf } from '../../core/adherence/english';
import { read, subjectsOf } from '../../core/adherence/rules';
import type { Rationale } from '../../core/instructions/suggest-rationales';
import type { RationalesSubject } from '../../core/model/task';

/** The most telling row first; of one aspect the first row that holds is said. */
type Row = readonly [holds: boolean, aspect: string, text: string];

/** Three things to say about a response, each from something that can be seen in it. */
export function suggestRationales({ kind, response, principles }: RationalesSubject): readonly Rationale[] {
  const [words, points, all] = [wordsOf(response).length, listLines(response).length, sentencesOf(response)];
  const [sentences, most] = [counted(all.length, 'sentences'), longest(all)];
  const tool = speaksOf(response, 'tools');
  const gives = /\bfor example\b/i.test(response);
  const short = principles.filter((text) => subjectsOf(text).length > 0 && wordsOf(text).length < 16);
  const kept = short.find((text) => broken(read(text), response).length === 0) ?? '';
  const failed = short.find((text) => broken(read(text), response).length > 0) ?? '';
  const critiques: readonly Row[] = [
    [failed !== '', 'accuracy', `It breaks "${failed}": it ${broken(read(failed), response)[0]}.`],
    [tool !== undefined, 'content', `It needs special tools: it mentions "${tool}", which not everybody has at hand.`],
    [words > 45, 'length', `At ${words} words it is too long for what it says.`],
    [points === 0 && all.length > 2, 'format', `Its ${sentences} run on in one block, which is hard to scan.`],
    [most > 18, 'wording', `Its sentences are too long: one has ${most} words.`],
    [!gives, 'structure', 'It does not give an example, so it is hard to picture.'],
    [!response.includes('?'), 'audience', 'It does not ask the reader a question.'],
    [true, 'tone', `It could be friendlier: it opens with "${wordsOf(response).slice(0, 3).join(' ')} …".`],
    [true, 'length', `At ${words} words it could be shorter.`],
    [true, 'wording', `It could use simpler words and sentences; the longest has ${most} words.`],
  ];
  const kudos: readonly Row[] = [
    [kept !== '', 'accuracy', `It keeps "${kept}"`],
    [points > 1, 'format', `It is a ${formOf(response)}, so its ${counted(points, 'points')} are easy to scan.`],
    [gives, 'content', 'It gives an example, so it is easy to picture.'],
    [/\?$/.test(all[0] ?? ''), 'audience', 'It asks the reader a question first.'],
    [true, 'length', `It is ${words <= 60 ? 'short' : 'detailed'}: ${words} words in ${sentences}.`],
    [points < 2, 'format', `It reads as one paragraph of ${sentences}.`],
    [most <= 18, 'wording', `It uses short sentences: the longest has ${most} words.`],
    [true, 'wording', `It takes its time: its longest sentence has ${most} words.`],
  ];
  const said = (kind === 'critique' ? critiques : kudos).filter(([holds]) => holds);
  const first = said.filter(([, aspect], index) => said.findIndex((other) => other[1] === aspect) === index);
  return first.slice(0, 3).map(([, aspect, text]) => ({ aspect, text }));
}
