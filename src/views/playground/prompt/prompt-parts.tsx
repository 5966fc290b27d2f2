import type { PlaygroundPart } from '../../../core/playground/playground-work';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { TextArea } from '../../ui/text-area';
import { usePlaygroundActions, usePlaygroundWork } from '../use-playground';
import { withoutPart, withTextAround } from './edit-parts';

interface PromptPartsProps {
  readonly error: string | undefined;
  /** `1,041 tokens` */
  readonly count: string | undefined;
}

/** The prompt: one text, or texts with numbered images between them. */
export function PromptParts({ error, count }: PromptPartsProps) {
  const kept = usePlaygroundWork(({ prompt }) => prompt.parts);
  const images = usePlaygroundWork((work) => work.images);
  const { setPrompt } = usePlaygroundActions();
  const parts = withTextAround(kept);
  const put = (next: readonly PlaygroundPart[]) => setPrompt({ parts: next });
  const last = parts.findLastIndex(({ type }) => type === 'text');
  let number = 0;
  return (
    <div className="grid gap-1.5">
      {parts.map((part, place) => {
        if (part.type === 'image') {
          number += 1;
          const name = `${number} ${images[part.sha256]?.name ?? 'image that is not kept any more'}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
            <span key={place} className="flex items-center gap-1">
              <Chip icon="file" className="min-w-0 truncate">
                {name}
              </Chip>
              <Button
                variant="quiet"
                icon="x"
                label={`Remove image ${number}`}
                onClick={() => put(withoutPart(parts, place))}
              />
            </span>
          );
        }
        const isFirst = place === 0;
        return (
          <TextArea
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
            key={place}
            label={isFirst ? 'Prompt' : `Prompt after image ${number}`}
            hideLabel={!isFirst}
            labelMark={isFirst && <PromptLabel count={count} />}
            rows={parts.length === 1 ? 4 : 2}
            autoGrow
            spellCheck={false}
            error={place === last ? error : undefined}
            value={part.text}
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
