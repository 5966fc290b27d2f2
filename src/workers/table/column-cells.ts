/** The cells of a column; a value that comes again and again is held once. */
export interface ColumnCells {
  readonly cells: string[];
  add(cell: string): void;
}

/** Longer texts are hardly ever the same. */
const longestShared = 40;
const mostShared = 4096;
/** After so many looks it is seen whether sharing pays: at least every second look finds something. */
const looksBeforeVerdict = 10_000;

export function createColumnCells(blankBefore: number): ColumnCells {
  const cells: string[] = Array.from({ length: blankBefore }, () => '');
  const shared = new Map<string, string>();
  let looks = 0;
  let found = 0;
  let sharing = true;
  return {
    cells,
    add(cell) {
      cells.push(sharing && cell.length <= longestShared ? share(cell) : cell);
    },
  };

  function share(cell: string): string {
    looks++;
    const known = shared.get(cell);
    if (known !== undefined) {
      found++;
      return known;
    }
    if (shared.size < mostShared) shared.set(cell, cell);
    if (looks % looksBeforeVerdict === 0 && found * 2 < looks) sharing = false;
    return cell;
  }
}
