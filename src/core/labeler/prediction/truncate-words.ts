import type { Field } from '../../dataset/example';

/**
 * At most `limit` words of a text, from 1: its beginning and its end, with a mark where the middle was. What a text is about tends to
 * stand at its ends. White space inside what is kept stays as it is.
 */
export function truncateWords(text: string, limit: number): string {
  const words = [...text.matchAll(/\S+/g)];
  if (words.length <= limit) return text;
  const kept = Math.max(1, limit);
  const head = Math.ceil(kept / 2);
  const tail = kept - head;
  const lastOfHead = words[head - 1];
  const firstOfTail = words[words.length - tail];
  const beginning = text.slice(0, lastOfHead === undefined ? 0 : lastOfHead.index + lastOfHead[0].length).trimStart();
  const end = tail === 0 || firstOfTail === undefined ? '' : ` ${text.slice(firstOfTail.index).trimEnd()}`;
  return `${beginning} […]${end}`;
}

export function truncateFields(fields: readonly Field[], limit: number): readonly Field[] {
  return fields.map(({ name, text }) => ({ name, text: truncateWords(text, limit) }));
}
