import { bringInSight } from '../bring-in-sight';

/** Brings the mistakes in sight and puts the focus on their heading, where what had it is gone or elsewhere. */
export function focusMistakes(): void {
  const section = document.getElementById('mistakes');
  if (section === null) return;
  bringInSight(section);
  section.querySelector('h3')?.focus({ preventScroll: true });
}
