import { describe, expect, it } from 'vitest';
import { sizesOf, startingWidths, withWidth } from './pane-widths';

const usual = startingWidths({}, 1440);

describe('the widths of the side panes', () => {
  it('are the usual ones when none were saved', () => {
    expect(usual).toEqual({ widths: { prompt: 304, principles: 332 }, hidden: new Set() });
  });

  it('are those that were saved', () => {
    const changed = withWidth(usual, { pane: 'prompt', width: 400 });
    expect(startingWidths({ ...sizesOf(changed, 1440) }, 1440)).toEqual(changed);
  });

  it('keep their share of a window of another width', () => {
    expect(startingWidths({ prompt: 25, responses: 50, principles: 25 }, 1600).widths.prompt).toBe(400);
  });

  it('keep the width of a hidden pane, for when it comes back', () => {
    const hidden = withWidth(withWidth(usual, { pane: 'prompt', width: 400 }), { pane: 'prompt', width: 0 });
    expect(hidden).toEqual({ widths: { prompt: 400, principles: 332 }, hidden: new Set(['prompt']) });
    expect(sizesOf(hidden, 1440).prompt).toBe(0);
  });

  it('are usual again for a pane that was hidden when the page opened', () => {
    const saved = { ...sizesOf(withWidth(usual, { pane: 'principles', width: 0 }), 1440) };
    const opened = startingWidths(saved, 1440);
    expect(opened.hidden).toEqual(new Set(['principles']));
    expect(opened.widths.principles).toBe(332);
  });

  it('fill the window together with the responses', () => {
    const { prompt, responses, principles } = sizesOf(usual, 1440);
    expect(prompt + responses + principles).toBeCloseTo(100);
  });
});
