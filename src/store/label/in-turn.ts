/** Runs one piece of work after the other: what was stopped a moment ago ends first, and gives its lock back. */
export function inTurn(): (work: () => Promise<void>) => Promise<void> {
  let ended: Promise<void> = Promise.resolve();
  return (work) => {
    const done = ended.then(work);
    ended = done.catch(() => undefined);
    return done;
  };
}
