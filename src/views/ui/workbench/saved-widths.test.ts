import { describe, expect, it } from 'vitest';
import { savedWidths, startingWidths, withWidth } from './saved-widths';

const panes = {
  start: { noun: 'prompt', savedAs: 'prompt', limits: { min: 240, usual: 304, max: 560 } },
  end: { noun: 'principles', savedAs: 'principles', limits: { min: 260, usual: 332, max: 560 } },
};
const opened = (saved: Readonly<Record<string, number>>, windowWidth = 1440) =>
  startingWidths(panes, { saved, windowWidth });
const usual = opened({});

describe('the widths of the side panes', () => {
  it('are the usual ones when none were saved', () => {
    expect(usual).toEqual({ shown: { start: 304, end: 332 }, hidden: [] });
  });

  it('are those that were saved, and those of other pages stay out of it', () => {
    const changed = withWidth(usual, { side: 'start', width: 400 });
    const saved = savedWidths(panes, { widths: changed, windowWidth: 1440 });
    expect(opened({ 'label-rules': 30, ...saved })).toEqual(changed);
    expect(Object.keys(saved)).toEqual(['prompt', 'principles']);
  });

  it('keep their share of a window of another width', () => {
    expect(opened({ prompt: 25, responses: 50, principles: 25 }, 1600).shown.start).toBe(400);
  });

  it.each([
    ['wider', 90, 560],
    ['narrower', 2, 240],
  ])('are never %s than their limits', (_, prompt, width) => {
    expect(opened({ prompt }).shown.start).toBe(width);
  });

  it.each([Number.NaN, -20])('are the usual ones where %d was saved', (prompt) => {
    expect(opened({ prompt })).toEqual(usual);
  });

  it('keep the width of a hidden pane, for when it comes back', () => {
    const hidden = withWidth(withWidth(usual, { side: 'start', width: 400 }), { side: 'start', width: 0 });
    expect(hidden).toEqual({ shown: { start: 400, end: 332 }, hidden: ['start'] });
    expect(withWidth(hidden, { side: 'start', width: 400 }).hidden).toEqual([]);
  });

  it('are usual again for a pane that was hidden when the page opened', () => {
    const hidden = withWidth(usual, { side: 'end', width: 0 });
    const again = opened(savedWidths(panes, { widths: hidden, windowWidth: 1440 }));
    expect(again).toEqual({ shown: { start: 304, end: 332 }, hidden: ['end'] });
  });
});
