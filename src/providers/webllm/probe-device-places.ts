import type { DeviceReport } from '../../core/local/device-report';

/** Where files can be kept. */
export interface StoragePlaces {
  readonly caches?: { has(name: string): Promise<boolean> };
  readonly indexedDB?: object;
}

interface Asking {
  readonly parts: StoragePlaces & {
    readonly navigator: { readonly storage?: { getDirectory?(): Promise<unknown> } };
  };
  /** Undefined when it is not there, fails, or does not answer in time. */
  readonly answer: <T>(ask: () => Promise<T> | undefined) => Promise<T | undefined>;
}

export interface FoundPlaces {
  readonly backends: DeviceReport['backends'];
  /** Why the origin private file system was refused, where it is offered and was. */
  readonly opfsRefusal: Error | null;
}

/** Asks each place for something that changes nothing: being there is not enough, since private windows offer what they refuse. */
export async function findPlaces({ parts, answer }: Asking): Promise<FoundPlaces> {
  let opfsRefusal: Error | null = null;
  const [directory, hasCaches] = await Promise.all([
    answer(() =>
      parts.navigator.storage?.getDirectory?.().catch((error: unknown) => {
        opfsRefusal = error instanceof Error ? error : new Error(String(error));
        throw error;
      }),
    ),
    answer(() => parts.caches?.has('webllm/model')),
  ]);
  return {
    backends: {
      opfs: directory !== undefined,
      cache: hasCaches !== undefined,
      indexeddb: parts.indexedDB !== undefined && parts.indexedDB !== null,
    },
    opfsRefusal,
  };
}
