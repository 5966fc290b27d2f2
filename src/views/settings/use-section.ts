import { useEffect, useSyncExternalStore } from 'react';
import { headingId, type SectionId, sectionOf } from './sections';

/** The section that the address names; going to another scrolls to it and moves the focus to its heading. */
export function useSection(): SectionId | null {
  const section = useSyncExternalStore(subscribe, () => sectionOf(window.location.hash));

  useEffect(() => {
    if (section === null) return;
    const heading = document.getElementById(headingId(section));
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }, [section]);

  return section;
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
