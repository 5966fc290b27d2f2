import { contentStems } from './english';
import type { Rule } from './rule';
import { understand } from './rules';

const filling = new Set(
  contentStems(
    'give list suggest write use keep make response answer reply text item point total tone style please always sure most least number words long',
  ),
);

/** Whether a text says nothing beside this rule, so that the rule may stand for the whole of it. */
export function saysOnly(text: string, rule: Rule): boolean {
  if (understand(text).some(({ key }) => key !== rule.key)) return false;
  const known = new Set(contentStems(rule.phrase));
  return contentStems(text).every((word) => known.has(word) || filling.has(word));
}

/** The text with one rule's words in place of another's, for rules with a number; null where words cannot simply be swapped. */
export function sayInstead(text: string, { from, to }: { readonly from: Rule; readonly to: Rule }): string | null {
  if (from.key !== to.key || (from.kind !== 'count' && from.kind !== 'length')) return null;
  const number = /\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)\b/i;
  const [old, fresh] = [number.exec(from.phrase)?.[0], number.exec(to.phrase)?.[0]];
  if (old === undefined || fresh === undefined) return null;
  if (from.kind === 'length' && /\d/.test(from.phrase) && /\d/.test(to.phrase))
    return text.replace(from.phrase, to.phrase);
  if (from.kind === 'length' || /\b(?:least|most|than|up to|to|or)\b/i.test(from.phrase + to.phrase)) return null;
  const words = from.phrase.replace(old, fresh);
  const singular = /^(?:1|one)$/i;
  if (singular.test(old) !== singular.test(fresh)) return null;
  return text.replace(from.phrase, words);
}
