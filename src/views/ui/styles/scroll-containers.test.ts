import { describe, expect, it } from 'vitest';
import { filesBelow, rulesOf, stringsOf, styleSheets, textOf } from '../../../testing/style-sheets';

describe('what scrolls', () => {
  it('holds what is positioned in it, so that a hidden label far down gives the page nothing to scroll to', () => {
    const loose = styleSheets().flatMap(({ path, css }) =>
      rulesOf(css)
        .filter(({ own }) => /(?:^|[;\s])overflow(?:-[xy])?:\s*(?:auto|scroll)\b/.test(own))
        .filter(({ own }) => !/(?:^|[;\s])position:/.test(own))
        .map(({ selector }) => `${path}: ${selector} scrolls without a position`),
    );

    expect(loose).toEqual([]);
  });

  it('holds it as well where it is written in utilities', () => {
    const loose = filesBelow('src/views', '.tsx').flatMap((path) =>
      stringsOf(textOf(path))
        .filter((words) => /(?:^|[\s:])overflow-(?:[xy]-)?(?:auto|scroll)(?:\s|$)/.test(words))
        .filter((words) => !/(?:^|[\s:])(?:relative|absolute|fixed|sticky)(?:\s|$)/.test(words))
        .map((words) => `${path}: "${words}"`),
    );

    expect(loose, 'give the element the utility "relative" in the same words').toEqual([]);
  });
});
