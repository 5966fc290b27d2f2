/**
 * One icon: strokes on a 16 × 16 grid, 1.5 wide, in the text's own colour.
 * `solid` is filled as well as stroked; `dash` is an SVG dash pattern.
 */
export interface IconShape {
  readonly d: string;
  readonly solid?: string;
  readonly width?: number;
  readonly dash?: string;
}
