import { Icon } from '../ui/icon';
import type { DropTarget } from './take-dropped';

/** Says what a file becomes that is let go of here. */
export function DropNote({ takes }: { readonly takes: DropTarget }) {
  return (
    <div className="drop-overlay" aria-hidden="true">
      <p>
        <Icon name="import" />
        {dropWords[takes]}
      </p>
    </div>
  );
}

const dropWords: Readonly<Record<DropTarget, string>> = {
  labels: 'Drop labeled rows (CSV, TSV, JSONL, Excel) to train on, or a project (JSON) to open it.',
  prompts: 'Drop prompts (CSV, TSV, JSONL, Excel) or a constitution (JSON), or a project (JSON) to open it.',
  images: 'Drop an image (PNG, JPEG, WebP, GIF, HEIC) to attach it, or a project (JSON) to open it.',
  imports: 'Drop a project or a prompt (JSON, text, Markdown), or rows of inputs (CSV, TSV, JSONL, Excel).',
};
