/** Runs so many pieces of work at a time, the others in the order in which they came. It throws what the work throws. */
export function soManyAtOnce(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = count;

  function place(): Promise<void> {
    if (free === 0) return new Promise((begin) => waiting.push(begin));
    free -= 1;
    return Promise.resolve();
  }

  return async (work) => {
    await place();
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
