import { useEffect, useRef, useState } from 'react';
import { findConflicts } from '../../../core/constitution/find-conflicts';
import type { Constitution } from '../../../core/constitution/principle';
import type { Conflicts } from './shown-conflicts';

/** Work per slice, in milliseconds: short enough that no keystroke waits for it. */
const sliceMs = 6;
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
    const found = new Map<string, ReturnType<typeof findConflicts>>();
    let next = 0;
    let timer = window.setTimeout(slice, settleMs);

    function slice() {
      const end = performance.now() + sliceMs;
      for (; next < queue.length && performance.now() < end; next += 1) {
        const id = queue[next]?.id ?? '';
        found.set(id, findConflicts(principles, id));
        // What has just been written is answered before the rest is looked through.
        if (next + 1 === changed.length && changed.length < queue.length) publish();
      }
      if (next < queue.length) {
        timer = window.setTimeout(slice, 0);
        return;
      }
      seen.current = new Set(principles);
      publish();
    }

    function publish() {
      const results = [...found].filter(([, list]) => list.length > 0);
      setConflicts((present) => {
        const others = next >= queue.length ? [] : [...present].filter(([id]) => !found.has(id));
        return results.length + others.length === 0 ? none : new Map([...others, ...results]);
      });
    }

    return () => window.clearTimeout(timer);
  }, [principles]);

  return conflicts;
}

const none: Conflicts = new Map();
