import type { ReactNode } from 'react';
import { headingId, type SectionId } from '../shared/settings-sections';

interface GroupProps {
  /** The section that the navigation leads to; the others are parts of the one above them. */
  readonly section?: SectionId;
  readonly title: string;
  readonly about?: string;
  /** For what belongs to the region above it. */
  readonly role?: 'group';
  readonly children: ReactNode;
}

export function Group({ section, title, about, role, children }: GroupProps) {
  return (
    <section className="group" role={role} aria-label={title}>
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
