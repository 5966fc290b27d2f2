import type { ReactNode } from 'react';
import { headingId, type SectionId } from './sections';

interface GroupProps {
  /** The section that the navigation leads to; the others are parts of the one above them. */
  readonly section?: SectionId;
  readonly title: string;
  readonly about?: string;
  readonly children: ReactNode;
}

export function Group({ section, title, about, children }: GroupProps) {
  return (
    <section className="group" aria-label={title}>
      <header>
        <h2 id={section && headingId(section)} tabIndex={section && -1}>
          {title}
        </h2>
        {about !== undefined && <p>{about}</p>}
      </header>
      {children}
    </section>
  );
}
