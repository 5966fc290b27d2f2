import { bringInSight } from '../bring-in-sight';

/** Brings the first changed rule in sight, for a change that was made elsewhere on the page. */
export function showChange(): void {
  const row = document.querySelector('.pane-rules .rules > li:is(.add, .chg, .rem)');
  if (row !== null) bringInSight(row);
}
