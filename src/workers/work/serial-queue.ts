/** Work on the same thing, one after the other: a run that is stopped and resumed at once begins when its last life is over. */
export type SerialQueue = <T>(id: string, work: () => Promise<T>) => Promise<T>;

export function createSerialQueue(): SerialQueue {
  const last = new Map<string, Promise<unknown>>();
  return (id, work) => {
    const before = last.get(id) ?? Promise.resolve();
    const own = before.then(work, work);
    last.set(id, own);
    const leave = () => {
      if (last.get(id) === own) last.delete(id);
    };
    own.then(leave, leave);
    return own;
  };
}
