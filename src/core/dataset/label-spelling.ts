import { readNumber } from './read-number';

/** What two labels share that are one label to a reader: case, white space, characters that cannot be seen, and how a number is written aside. */
export function likenessOf(label: string): string {
  const plain = plainSpelling(label).toLowerCase();
  const number = readNumber(plain);
  return number === null ? plain : String(number);
}

/** Composed (NFC), without characters that cannot be seen, each white space one blank. */
export function plainSpelling(label: string): string {
  return label.replaceAll(invisible, '').normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}

/**
 * As it can be shown: every character that cannot be seen, and every white space that is no blank, by its code, so that two labels that
 * look the same can be told apart.
 */
export function visibleLabel(label: string): string {
  const composed = label.normalize('NFC') === label ? '' : '[decomposed]';
  return label.replaceAll(unseen, codeOf) + composed;
}

/** Zero-width characters, soft hyphens, marks of direction, selectors of variants, control characters. */
const invisible = /\ufeff|(?!\s)[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
const unseen = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]|(?! )\s/gu;

function codeOf(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}
