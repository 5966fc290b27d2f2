import { useEffect, useSyncExternalStore } from 'react';
import { headingId, type SectionId, sectionOf } from '../shared/settings-sections';
import { useStudio } from '../use-studio';

/** The section that the address names; going to another scrolls to it and moves the focus to its heading. */
export function useSection(): SectionId | null {
  const section = useSyncExternalStore(subscribe, () => sectionOf(window.location.hash));
  const listed = useStudio(({ local }) => local.prebuilt !== null && local.device !== null && local.stored !== null);

  useEffect(() => {
    if (section === null) return;
    const heading = document.getElementById(headingId(section));
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }, [section]);

  // What is above may have grown since: the list of models comes later. Whoever has gone on from there is left alone.
  useEffect(() => {
    if (section === null || !listed) return;
    const heading = document.getElementById(headingId(section));
    if (heading !== null && document.activeElement === heading) heading.scrollIntoView({ block: 'start' });
  }, [section, listed]);

  return section;
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
