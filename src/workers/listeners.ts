/** Who wants to hear of something. With a first value, each is told the present one at once. */
export interface Listeners<T> {
  tell(value: T): void;
  /** Returns the way to stop listening. */
  add(listener: (value: T) => void): () => void;
}

export function createListeners<T>(present?: () => T): Listeners<T> {
  // Wrapped, so that a function that is added twice is two listeners.
  const listeners = new Set<{ readonly hear: (value: T) => void }>();
  return {
    tell(value) {
      for (const { hear } of [...listeners]) hear(value);
    },
    add(hear) {
      const listener = { hear };
      listeners.add(listener);
      if (present !== undefined) hear(present());
      return () => listeners.delete(listener);
    },
  };
}
