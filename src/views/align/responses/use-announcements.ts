import { useEffect } from 'react';
import type { Studio } from '../../../store/studio';
import { announce } from '../../ui/announce';
import { useStudioStore } from '../../use-studio';
import { readyWords } from './ready-words';

/** Says once, to those who do not see the page, when a set of candidates is done. What comes of feedback is said where it arrives. */
export function useAnnouncements(): void {
  const store = useStudioStore();
  useEffect(() => {
    let written: ReadonlySet<string> = new Set();
    return store.subscribe((now, before) => {
      if (now.align.activeCandidates === before.align.activeCandidates) return;
      // Some may be done and gone from the active ones before the last is.
      written = new Set([...written, ...now.align.activeCandidates]);
      if (now.align.activeCandidates.size > 0) return;
      const words = responsesDone(now, written);
      written = new Set();
      if (words !== '') announce(words);
    });
  }, [store]);
}

function responsesDone({ project }: Studio, ids: ReadonlySet<string>): string {
  return readyWords(project.turns.flatMap((turn) => turn.candidates.filter(({ id }) => ids.has(id))));
}
