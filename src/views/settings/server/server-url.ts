import { readServerUrl } from '../../../core/model/server-url';
import { ok, type Result } from '../../../core/result';

/** The address under which the server answers, from whatever people paste; empty: none. */
export function readServerField(text: string): Result<string, string> {
  return text.trim() === '' ? ok('') : readServerUrl(text);
}

/** Most servers answer under `/v1`, and some answer with a page of their own elsewhere. */
export function lacksVersion(url: string): boolean {
  return url !== '' && !/\/v\d[a-z0-9]*$/i.test(url);
}
