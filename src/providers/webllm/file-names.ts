/** The list of shards, by its present name and by that of models and engines before 2025; the content is the same. */
const listNames: readonly string[] = ['tensor-cache.json', 'ndarray-cache.json'];

/** Every name that an engine may ask for this file by. */
export function namesOf(path: string): readonly string[] {
  return listNames.includes(path) ? listNames : [path];
}

export function isSameFile(path: string, other: string): boolean {
  return namesOf(path).includes(other);
}
