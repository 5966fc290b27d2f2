/** Bars where text will be. Decoration: the region that holds them carries `aria-busy`. */
export function SkeletonLines({ widths = [88, 96, 54] }: { readonly widths?: readonly number[] }) {
  return (
    <div className="wait" aria-hidden="true">
      {widths.map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity beyond their place
        <i key={line} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
