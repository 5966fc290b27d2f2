import type { Duplicates, PromptSource } from '../../../core/tuning/run/tuning-work';
import { counted, whole } from '../../shared/counted';
import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeLinks } from '../../shared/failure/outcome-links';
import { Button } from '../../ui/button';
import { LinkButton } from '../../ui/link-button';
import { NumberInput } from '../../ui/number-input';
import { useTune, useTuneActions } from '../use-tune';

interface DuplicateFieldsProps {
  readonly source: PromptSource;
  readonly lock: string | undefined;
}

/** Prompts that say what an earlier one says, in the same words or nearly. */
export function DuplicateFields({ source, lock }: DuplicateFieldsProps) {
  const tune = useTuneActions();
  const work = useTune(({ duplicates }) => duplicates);
  const isEmpty = source.dataset === null && source.typed.trim() === '';
  return (
    <div className="grid gap-1">
      <div className="flex items-center gap-2">
        <Button
          tight
          pending={work.status === 'working'}
          unavailable={lock ?? (isEmpty ? 'There are no prompts yet.' : undefined)}
          tip="Equal prompts, and near ones by the embedding model"
          onClick={() => void tune.removeDuplicates()}
        >
          Remove duplicates
        </Button>
        <span className="whitespace-nowrap text-ink-2 text-small" aria-hidden="true">
          near ≥
        </span>
        <NumberInput
          className="min-w-12 flex-1"
          label="Near from"
          hideLabel
          min={0}
          max={1}
          step={0.01}
          disabled={lock !== undefined}
          value={source.near}
          onNumber={(near) => tune.setPrompts({ near })}
        />
      </div>
      {work.status === 'failed' && (
        <CallFailure error={work.error} actions={(helpful) => <OutcomeLinks actions={helpful} />} />
      )}
      {source.duplicates !== null && (
        <p className="hint">
          {removedWords(source.duplicates)}{' '}
          {source.duplicates.equal.length + source.duplicates.near.length > 0 && (
            <LinkButton
              className="min-h-5 text-small"
              disabled={lock !== undefined}
              label="Keep the duplicates"
              onClick={tune.keepDuplicates}
            >
              Keep
            </LinkButton>
          )}
        </p>
      )}
    </div>
  );
}

/** `138 removed: 26 equal, 112 near.` */
function removedWords({ equal, near }: Duplicates): string {
  const count = equal.length + near.length;
  if (count === 0) return 'No duplicates found.';
  return `${counted(count, 'prompt')} removed: ${whole(equal.length)} equal, ${whole(near.length)} near.`;
}
