import { withTextAround } from '../../../core/playground/images/prompt-parts';
import type { PlaygroundPart } from '../../../core/playground/playground-work';
import { TextArea } from '../../ui/text-area';
import { ImageChip } from '../images/image-chip';
import { imageTarget } from '../images/image-target';
import { usePlaygroundActions, usePlaygroundWork } from '../use-playground';

/** A place in a text of the prompt: the part, and the offset in it. */
export interface Caret {
  readonly place: number;
  readonly offset: number;
}

interface PromptPartsProps {
  /** Where the caret is, or was last: told as it moves. */
  readonly onCaret: (caret: Caret) => void;
  readonly error: string | undefined;
  /** `1,041 tokens` */
  readonly count: string | undefined;
}

/** The prompt: one text, or texts with numbered images between them. */
export function PromptParts({ error, count, onCaret }: PromptPartsProps) {
  const kept = usePlaygroundWork(({ prompt }) => prompt.parts);
  const images = usePlaygroundWork((work) => work.images);
  const { setPrompt, removeImage, attachImage } = usePlaygroundActions();
  const parts = withTextAround(kept);
  const put = (next: readonly PlaygroundPart[]) => setPrompt({ parts: next });
  const attach = (files: readonly File[], { place, offset }: Caret) => {
    // Each further one comes behind the one before, and the empty text between.
    files.forEach((file, at) => {
      void attachImage(file, { task: 'prompt', place: place + 2 * at, offset: at === 0 ? offset : 0 });
    });
  };
  const last = parts.findLastIndex(({ type }) => type === 'text');
  let number = 0;
  return (
    <div className="grid gap-1.5">
      {parts.map((part, place) => {
        if (part.type === 'image') {
          number += 1;
          return (
            <ImageChip
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
              key={place}
              n={number}
              image={images[part.sha256]}
              onRemove={() => removeImage({ task: 'prompt', place })}
            />
          );
        }
        const isFirst = place === 0;
        return (
          <TextArea
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
            key={place}
            label={isFirst ? 'Prompt' : `Prompt after image ${number}`}
            hideLabel={!isFirst}
            labelMark={isFirst ? <PromptLabel count={count} /> : undefined}
            className={parts.length === 1 ? '[&_textarea]:min-h-24' : undefined}
            rows={parts.length === 1 ? 4 : 2}
            autoGrow
            spellCheck={false}
            error={place === last ? error : undefined}
            value={part.text}
            onSelect={({ currentTarget }) => onCaret({ place, offset: currentTarget.selectionStart })}
            {...imageTarget((files, caret) => attach(files, { place, offset: caret ?? part.text.length }))}
            onText={(text) => put(parts.with(place, { type: 'text', text }))}
          />
        );
      })}
    </div>
  );
}

function PromptLabel({ count }: { readonly count: string | undefined }) {
  return (
    <span className="flex justify-between">
      Prompt
      {count !== undefined && (
        <span className="text-ink-3" aria-hidden="true">
          {count}
        </span>
      )}
    </span>
  );
}
