import { wordsOf } from '../../../core/adherence/english';
import { spelledNumbers } from '../../../core/constitution/content-words';

/** Something about the form of a row that a rule can demand beside its words. */
export type Trait = (text: string) => boolean;

/** What a rule says of the form of a row, and the rest of its text. */
export function traitsIn(rule: string): { readonly traits: readonly Trait[]; readonly rest: string } {
  const traits: Trait[] = [];
  let rest = spelledNumbers(rule);
  for (const { pattern, test } of forms) {
    rest = rest.replace(pattern, (_, no = '', n?: string) => {
      traits.push((text) => test(text, Number(n)) === (no === ''));
      return ' ';
    });
  }
  return { traits, rest };
}

/** Forms that a rule can be written about, in its words, as far as a text has them. */
export function writtenTraits(text: string): readonly string[] {
  return forms.flatMap(({ written, test }) => (written !== undefined && test(text, 0) ? [written] : []));
}

interface Form {
  readonly pattern: RegExp;
  readonly test: (text: string, n: number) => boolean;
  readonly written?: string;
}

const negation = String.raw`(\bno |\bwithout (?:an? )?)?`;
const form = (source: string): RegExp => new RegExp(`${negation}\\b(?:an? |any )?${source}`, 'gi');

const forms: readonly Form[] = [
  {
    pattern: form('(?:question marks?|(?:direct )?questions?)\\b'),
    test: (text) => text.includes('?'),
    written: 'a question mark',
  },
  {
    pattern: form('exclamation (?:mark|point)s?\\b'),
    test: (text) => text.includes('!'),
    written: 'an exclamation mark',
  },
  {
    pattern: form('(?:words? )?(?:written )?(?:in )?(?:all[- ]caps|capital letters|upper ?case)\\b'),
    test: (text) => /\b\p{Lu}{4,}\b/u.test(text),
    written: 'words in capital letters',
  },
  { pattern: form('(?:links?|urls?|web address(?:es)?)\\b'), test: (text) => /\bhttps?:|\bwww\./i.test(text) },
  { pattern: form('(?:numbers?|digits?|amounts?)\\b(?! of)'), test: (text) => /\p{N}/u.test(text) },
  {
    pattern: /()(?:fewer|less|shorter) than (\d+) words/gi,
    test: (text, n) => wordsOf(text).length < n,
  },
  { pattern: /()(?:more|longer) than (\d+) words/gi, test: (text, n) => wordsOf(text).length > n },
];
