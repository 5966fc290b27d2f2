/** Room above what was brought in sight, in CSS pixels. */
const above = 12;

/** Scrolls the pane that holds an element, and nothing else: `scrollIntoView` would move the frame of the page along on small windows. */
export function bringInSight(element: Element): void {
  const pane = element.closest('.pane-body');
  if (pane === null) return;
  pane.scrollTop += element.getBoundingClientRect().top - pane.getBoundingClientRect().top - above;
}
