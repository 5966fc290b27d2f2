import type { KeptImage } from '../../../core/playground/playground-work';
import { Button } from '../../ui/button';

interface ImageChipProps {
  /** Counts from 1 in its prompt. */
  readonly n: number;
  /** Undefined: the project has lost it. */
  readonly image: KeptImage | undefined;
  readonly onRemove: () => void;
}

/** An image among the texts of a prompt: number, picture, name. */
export function ImageChip({ n, image, onRemove }: ImageChipProps) {
  const name = image?.name ?? 'image that is gone';
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 justify-self-start rounded-s border border-line-strong bg-raised pl-1 text-small">
      {image !== undefined && (
        <img
          className="size-6 flex-none rounded-s object-cover"
          alt=""
          src={`data:${image.mimeType};base64,${image.data}`}
        />
      )}
      <span className="min-w-0 truncate" title={image && `${name}, ${image.width} × ${image.height} pixels`}>
        {n} {name}
      </span>
      <Button variant="ghost" icon="x" label={`Remove image ${n}`} onClick={onRemove} />
    </span>
  );
}
