/** The words of a column's name, in small letters but for abbreviations: `isHate`, `is_hate` and `Is hate` are all "is hate". */
export function columnWords(name: string): readonly string[] {
  return name
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[\s_\-./:]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 1 && word === word.toUpperCase() && !isShouted(name) ? word : word.toLowerCase()));
}

/** A name without any small letter has no abbreviations in it. */
function isShouted(name: string): boolean {
  return name === name.toUpperCase();
}
