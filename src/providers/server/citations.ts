import type { Citation } from '../../core/model/reply';
import { isRecord } from './content-parts';

/** Where the sources of an answer stand, in the event or in the message. */
const lists = ['citations', 'search_results', 'annotations', 'sources', 'references'] as const;

/**
 * The sources of an answer: `citations` as addresses (Perplexity, xAI) or as records, `search_results` with titles, and `annotations` with a
 * `url_citation` each (OpenAI, OpenRouter). In order; the first list is the one whose places the numbers in the text name.
 */
export function sourcesIn(holders: readonly unknown[]): readonly Citation[] {
  return holders.filter(isRecord).flatMap((holder) => lists.flatMap((name) => listIn(holder[name])));
}

/** Each source once: a later mention may know its title. */
export function eachOnce(sources: readonly Citation[]): readonly Citation[] {
  const known = new Map<string, Citation>();
  for (const source of sources) {
    const key = source.uri ?? source.title ?? '';
    known.set(key, { ...source, ...known.get(key) });
  }
  return [...known.values()];
}

function listIn(list: unknown): readonly Citation[] {
  return Array.isArray(list) ? list.flatMap(sourceOf) : [];
}

function sourceOf(value: unknown): readonly Citation[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [{ uri: value.trim() }];
  if (!isRecord(value)) return [];
  const inner = value.url_citation;
  const record = isRecord(inner) ? inner : value;
  const uri = firstText(record, ['url', 'uri', 'link']);
  const title = firstText(record, ['title', 'name']);
  if (uri === undefined && title === undefined) return [];
  return [{ ...(uri === undefined ? {} : { uri }), ...(title === undefined ? {} : { title }) }];
}

function firstText(record: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  const found = names.map((name) => record[name]).find((text) => typeof text === 'string' && text.trim() !== '');
  return typeof found === 'string' ? found.trim() : undefined;
}
