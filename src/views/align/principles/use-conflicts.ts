import { startTransition, useEffect, useRef, useState } from 'react';
import type { Constitution } from '../../../core/constitution/principle';
import type { Conflict } from '../../../core/prompt/find-conflicts';
import type { Conflicts } from './shown-conflicts';

/** Work per slice, in milliseconds: short enough that no keystroke waits for it. */
const sliceMs = 6;
/** Per principle: nobody reads the thirteenth, and 500 that are all alike would have 125,000. */
const mostKept = 12;
/** Typing and clicking come first. */
const settleMs = 120;

/** Every principle's conflicts with the others, found while the page has nothing better to do: 500 principles are 125,000 pairs. */
export function useConflicts(principles: Constitution): Conflicts {
  const [conflicts, setConflicts] = useState<Conflicts>(none);
  const seen = useRef<ReadonlySet<unknown>>(new Set());

  useEffect(() => {
    const before = seen.current;
    const changed = principles.filter((principle) => !before.has(principle));
    const rest = principles.filter((principle) => before.has(principle));
    const queue = [...changed, ...rest];
    const found = new Map<string, readonly Conflict[]>();
    let next = 0;
    let ended = false;
    let timer = window.setTimeout(start, settleMs);

    async function start() {
      // The words and rules that it knows are fetched when there are two principles to compare.
      const finder = queue.length < 2 ? noFinder : await loadFinder();
      if (!ended) slice(finder);
    }

    function slice(findConflicts: FindConflicts) {
      const end = performance.now() + sliceMs;
      for (; next < queue.length && performance.now() < end; next += 1) {
        const id = queue[next]?.id ?? '';
        found.set(id, findConflicts(principles, id).slice(0, mostKept));
        // What has just been written is answered before the rest is looked through.
        if (next + 1 === changed.length && changed.length < queue.length) publish();
      }
      if (next < queue.length) {
        timer = window.setTimeout(slice, 0, findConflicts);
        return;
      }
      seen.current = new Set(principles);
      publish();
    }

    function publish() {
      const results = [...found].filter(([, list]) => list.length > 0);
      const isDone = next >= queue.length;
      startTransition(() =>
        setConflicts((present) => {
          const others = isDone ? [] : [...present].filter(([id]) => !found.has(id));
          return results.length + others.length === 0 ? none : new Map([...others, ...results]);
        }),
      );
    }

    return () => {
      ended = true;
      window.clearTimeout(timer);
    };
  }, [principles]);

  return conflicts;
}

const none: Conflicts = new Map();

type FindConflicts = (principles: Constitution, id: string) => readonly Conflict[];

const noFinder: FindConflicts = () => [];

/** Offline without the file nothing is marked, and everything else works. */
function loadFinder(): Promise<FindConflicts> {
  return import('../../../core/prompt/find-conflicts').then(
    ({ findConflicts }) => findConflicts,
    () => noFinder,
  );
}
