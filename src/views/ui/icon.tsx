import { useEffect, useState } from 'react';
import { loadOnce } from '../../core/load-once';
import { type IconName, iconPaths } from './icon-paths';
import type { IconShape } from './icon-shape';
import type { LateIconName, lateIconPaths } from './late-icon-paths';

interface IconProps {
  readonly name: IconName;
  readonly className?: string | undefined;
}

/** Decoration only: the word beside it, or the label of the control round it, says what it means. */
export function Icon({ name, className }: IconProps) {
  if (!isLate(name)) return <Drawing shape={iconPaths[name]} className={className} />;
  return <LateIcon name={name} className={className} />;
}

function isLate(name: IconName): name is LateIconName {
  return !(name in iconPaths);
}

let late: typeof lateIconPaths | undefined;

export const loadLateIcons = loadOnce(async () => {
  late = (await import('./late-icon-paths')).lateIconPaths;
  return late;
});

/** Its room is empty until its code is there, or for good where that cannot be fetched. */
function LateIcon({ name, className }: { readonly name: LateIconName; readonly className?: string | undefined }) {
  const [paths, setPaths] = useState(late);
  useEffect(() => {
    if (!paths) loadLateIcons().then(setPaths, () => undefined);
  }, [paths]);
  return <Drawing shape={paths?.[name]} className={className} />;
}

function Drawing({
  shape,
  className,
}: {
  readonly shape?: IconShape | undefined;
  readonly className: string | undefined;
}) {
  return (
    <svg className={className ? `i ${className}` : 'i'} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shape && <path d={shape.d} strokeWidth={shape.width} strokeDasharray={shape.dash} />}
      {shape?.solid && <path d={shape.solid} fill="currentColor" />}
    </svg>
  );
}
