import { sectionHref } from '../shared/settings-sections';
import { linkLook } from '../ui/link-button';

/** Beside what the practice model made. */
export function ChooseModel() {
  return (
    <a className={linkLook} href={sectionHref('choice')}>
      Choose a model
    </a>
  );
}
