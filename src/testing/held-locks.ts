type WithLock = (name: string, work: () => Promise<void>) => Promise<boolean>;

/** Locks as tabs share them: one whose name is in `held` is another tab's. */
export function heldLocks(held: Set<string>): WithLock {
  return async (name, work) => {
    if (held.has(name)) return false;
    held.add(name);
    await work().finally(() => held.delete(name));
    return true;
  };
}
