import { SkeletonLines } from '../ui/skeleton-lines';

/** While the project is read from the browser's storage, or a page's code is on its way. */
export function BootSkeleton() {
  return (
    <div className="boot">
      <h1 className="sr">Opening</h1>
      <SkeletonLines widths={[40, 88, 76]} />
      <SkeletonLines widths={[92, 84, 96, 60]} />
      <SkeletonLines widths={[52, 80, 44]} />
    </div>
  );
}
