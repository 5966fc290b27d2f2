import type { KeptTokens } from '../../core/playground/playground-port';
import { errorData } from '../model-choice';
import { notifyOnce } from '../notify-failure';
import type { PlaygroundContext } from './playground-context';

interface Place {
  readonly runId: string;
  readonly place: number;
}

/** Tokens of completions and evaluations: on the screen while they are looked at, and kept on the device. */
export interface TokenCache {
  readonly keep: (place: Place, kept: KeptTokens) => void;
  /** Null: they are not on this device. */
  readonly of: (runId: string, place: number) => Promise<KeptTokens | null>;
  /** Fetches what is not known yet. */
  readonly show: (runId: string, places: readonly number[]) => void;
}

export function tokenCache(context: PlaygroundContext): TokenCache {
  const { shown, setShown, port } = context;
  const put = (key: string, kept: KeptTokens | null) => setShown({ tokens: { ...shown().tokens, [key]: kept } });
  const under = new Set<string>();

  const of = async (runId: string, place: number) => {
    const key = tokensKey({ runId, place });
    const known = shown().tokens[key];
    if (known !== undefined) return known;
    const found = await port.playground.tokens({ runId, place });
    put(key, found);
    return found;
  };

  return {
    keep(place, kept) {
      put(tokensKey(place), kept);
      void port.playground.keepTokens({ ...place, kept }).catch((error: unknown) =>
        notifyOnce(context, {
          title: 'The tokens of this run were not kept',
          body: `They are on the screen until the page is left. ${errorData(error).message}`,
        }),
      );
    },
    of,
    show(runId, places) {
      for (const place of places) {
        const key = tokensKey({ runId, place });
        if (shown().tokens[key] !== undefined || under.has(key)) continue;
        under.add(key);
        void of(runId, place)
          .catch(() => put(key, null))
          .finally(() => under.delete(key));
      }
    },
  };
}

export function tokensKey({ runId, place }: Place): string {
  return `${runId}/${place}`;
}
