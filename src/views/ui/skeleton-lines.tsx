/** Bars where text will be. Decoration: the region that holds them carries `aria-busy`. */
export function SkeletonLines({ widths = [88, 96, 54] }: { readonly widths?: readonly number[] }) {
  return (
    <div className="wait grid gap-[13px] pt-[7px]" aria-hidden="true">
      {widths.map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity beyond their place
        <i key={line} className="h-[11px] rounded-[3px] bg-hover" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
