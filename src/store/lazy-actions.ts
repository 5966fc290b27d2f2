type Call = (...given: readonly unknown[]) => unknown;

/**
 * Actions whose code is fetched at the first use. Until it is there, calls wait in their order; then they are made at once, and later
 * ones go straight through. A call that waited gives a promise of what the action gives. When the code cannot be fetched, those that
 * wait are rejected, `onFailure` is told once, and the next call tries again.
 */
export function lazyActions<Actions extends object>(
  load: () => Promise<Actions>,
  onFailure: (cause: unknown) => void,
): Actions {
  let actions: Actions | undefined;
  let waiting: Waiting[] = [];

  const fetchThem = async () => {
    try {
      actions = await load();
    } catch (cause) {
      const failed = waiting;
      waiting = [];
      onFailure(cause);
      for (const { reject } of failed) reject(cause);
      return;
    }
    // An action may ask for another: that one comes after those that wait already.
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) next.make(actions);
  };

  const later = (name: string, given: readonly unknown[]) => {
    const { promise, resolve, reject } = withResolvers();
    // Most are not waited for; `onFailure` tells of them.
    promise.catch(() => undefined);
    waiting.push({
      make(arrived) {
        try {
          resolve(call(arrived, name, given));
        } catch (error) {
          reject(error);
        }
      },
      reject,
    });
    if (waiting.length === 1 && actions === undefined) void fetchThem();
    return promise;
  };

  const known = new Map<PropertyKey, Call>();
  const target: object = {};
  return new Proxy(target, {
    get(_target, name) {
      // So that nobody takes this for a promise, nor prints it as one.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      const action =
        known.get(name) ??
        ((...given) => (actions === undefined || waiting.length > 0 ? later(name, given) : call(actions, name, given)));
      known.set(name, action);
      return action;
    },
  }) as Actions; // every name is answered with a function that forwards to the real one
}

interface Waiting {
  readonly make: (actions: object) => void;
  readonly reject: (cause: unknown) => void;
}

function call(actions: object, name: string, given: readonly unknown[]): unknown {
  const action: unknown = Reflect.get(actions, name);
  if (typeof action !== 'function') throw new Error(`Expected an action named "${name}", found none.`);
  return Reflect.apply(action, actions, given);
}

function withResolvers() {
  let resolve: (value: unknown) => void = () => {};
  let reject: (cause: unknown) => void = () => {};
  const promise = new Promise<unknown>((resolveIt, rejectIt) => {
    resolve = resolveIt;
    reject = rejectIt;
  });
  return { promise, resolve, reject };
}
