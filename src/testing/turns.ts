/** Lets what is promised go on: so many turns of the event loop, each with everything that waits for no other. */
export async function turns(count = 10): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Goes on as soon as it holds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000; turn += 1) {
    if (holds()) return;
    await turns(1);
  }
  throw new Error(`It never came to hold: ${holds}`);
}

/** What waits for `passed` goes on when the test opens it. */
export function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

/** The same, whose answer is held back. */
export function slowly<A extends readonly unknown[], T>(work: (...args: A) => Promise<T>, until: Promise<void>) {
  return async (...args: A): Promise<T> => {
    const result = await work(...args);
    await until;
    return result;
  };
}
