import { useEffect, useState } from 'react';
import { useStudio } from '../use-studio';

export interface BrowserStorage {
  /** In bytes; absent where the browser does not tell. */
  readonly usage?: number | undefined;
  readonly quota?: number | undefined;
  /** Whether the browser promised not to clear it. */
  readonly kept?: boolean | undefined;
}

export interface StorageOfBrowser extends BrowserStorage {
  /** It was asked to keep what is stored, and said no. */
  readonly refused: boolean;
  readonly askToKeep: () => void;
}

/** What the browser says of the room that this page uses; read again when local models came or went. */
export function useBrowserStorage(): StorageOfBrowser {
  const stored = useStudio((state) => state.local.stored);
  const [storage, setStorage] = useState<BrowserStorage>({});
  const [refused, setRefused] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other models take other room
  useEffect(() => {
    let current = true;
    void readStorage().then((read) => {
      if (current) setStorage(read);
    });
    return () => {
      current = false;
    };
  }, [stored]);

  async function askToKeep() {
    const kept = await navigator.storage.persist().catch(() => false);
    setRefused(!kept);
    setStorage({ ...storage, kept });
  }

  return { ...storage, refused, askToKeep: () => void askToKeep() };
}

async function readStorage(): Promise<BrowserStorage> {
  // Absent on pages without a secure context.
  if (navigator.storage === undefined) return {};
  const [estimate, kept] = await Promise.all([
    navigator.storage.estimate().catch(() => ({ usage: undefined, quota: undefined })),
    navigator.storage.persisted().catch(() => undefined),
  ]);
  return { usage: estimate.usage, quota: estimate.quota, kept };
}
