import { ok, type Result } from '../../../core/result';
import { readAddress } from '../endpoint';

/** The address under which the server answers, as its provider wants it; empty: none. Paths of single calls are taken off. */
export function readServerUrl(text: string): Result<string, string> {
  if (text.trim() === '') return ok('');
  const read = readAddress(text);
  return read.ok ? ok(read.value.replace(/\/(chat\/completions|completions|embeddings|models)$/, '')) : read;
}

/** Most servers answer under `/v1`, and some answer with a page of their own elsewhere. */
export function lacksVersion(url: string): boolean {
  return url !== '' && !/\/v\d+[a-z0-9]*$/i.test(url);
}
