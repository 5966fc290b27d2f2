import { estimateTokens } from '../calls/estimate-tokens';
import type { Result } from '../result';
import { openingCue } from './chat';
import { type DoesNotFit, fitExchanges, type SentExchanges, tokensOfExchange } from './fit';

interface Said {
  readonly role: 'user' | 'model';
  readonly text: string;
}

interface FitSaid {
  readonly leftOut: number;
  /** Whether the text at this place is sent. */
  readonly isSent: (index: number) => boolean;
}

/** How much is sent of what was said apart from any tree. */
export function fitSaid(
  said: readonly Said[],
  { system, ...room }: Pick<SentExchanges, 'settings' | 'contextTokens'> & { readonly system: string },
): Result<FitSaid, DoesNotFit> {
  const { places, costs, first } = exchangesOf(said);
  const fit = fitExchanges({ ...room, systemTokens: tokensOf(system), costs, first });
  if (!fit.ok) return fit;
  const { leftOut, from } = fit.value;
  return {
    ok: true,
    value: { leftOut, isSent: (index) => !(first <= (places[index] ?? 0) && (places[index] ?? 0) < from) },
  };
}

/** Many are looked at with the same system text. */
const systemTokens = new Map<string, number>();
const mostTexts = 500;
/** In characters: longer ones would be held for nothing. */
const longestKept = 20_000;

function tokensOf(text: string): number {
  if (text.length > longestKept) return estimateTokens(text);
  const tokens = systemTokens.get(text) ?? estimateTokens(text);
  if (systemTokens.size >= mostTexts) systemTokens.clear();
  systemTokens.set(text, tokens);
  return tokens;
}

interface Exchanges {
  /** Of each text the number of its exchange, from 0. */
  readonly places: readonly number[];
  readonly costs: readonly number[];
  readonly first: number;
}

/** What was said never changes, and is long: it is counted once. */
const counted = new WeakMap<readonly Said[], Exchanges>();

function exchangesOf(said: readonly Said[]): Exchanges {
  const known = counted.get(said);
  if (known !== undefined) return known;
  const places: number[] = [];
  const texts: string[][] = [];
  for (const { role, text } of said) {
    // An exchange begins with each message of the user's.
    if (role === 'user' || texts.length === 0) texts.push([]);
    texts.at(-1)?.push(text);
    places.push(texts.length - 1);
  }
  // The bot opened: nobody asked it, but for the cue that lets it begin.
  const hasOpening = said[0]?.role === 'model' || said[0]?.text === openingCue;
  const exchanges = { places, costs: texts.map(tokensOfExchange), first: hasOpening ? 1 : 0 };
  counted.set(said, exchanges);
  return exchanges;
}
