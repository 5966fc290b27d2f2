import { type IconName, type IconShape, iconPaths } from './icon-paths';

interface IconProps {
  readonly name: IconName;
  readonly className?: string | undefined;
}

/** Decoration only: the word beside it, or the label of the control round it, says what it means. */
export function Icon({ name, className }: IconProps) {
  const shape: IconShape = iconPaths[name];
  return (
    <svg className={className ? `i ${className}` : 'i'} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={shape.d} strokeWidth={shape.width} strokeDasharray={shape.dash} />
      {shape.solid && <path d={shape.solid} fill="currentColor" />}
    </svg>
  );
}
