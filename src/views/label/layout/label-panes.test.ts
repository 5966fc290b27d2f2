import { describe, expect, it } from 'vitest';
import { savedPanes, startingPanes, withPane } from './label-panes';

const usual = startingPanes({}, 1440);

describe('the panes of Label', () => {
  it('have the usual widths when none were saved', () => {
    expect(usual).toEqual({ widths: { setup: 292, rules: 332 }, hidden: [] });
  });

  it('come back as they were saved', () => {
    const changed = withPane(usual, { side: 'rules', width: 400 });
    expect(startingPanes(savedPanes(changed, 1440), 1440)).toEqual(changed);
  });

  it('stay within their limits on a window of another width', () => {
    const wide = savedPanes(withPane(usual, { side: 'setup', width: 500 }), 1440);
    expect(startingPanes(wide, 2880).widths.setup).toBe(520);
  });

  it('keep the width of a hidden pane, for when it comes back', () => {
    const hidden = withPane(withPane(usual, { side: 'setup', width: 400 }), { side: 'setup', width: 0 });
    expect(hidden).toEqual({ widths: { setup: 400, rules: 332 }, hidden: ['setup'] });
    expect(startingPanes(savedPanes(hidden, 1440), 1440).hidden).toEqual(['setup']);
  });
});
