import { useState } from 'react';
import { generationBlocker } from '../../../store/tune/select-tune';
import type { TrialState } from '../../../store/tune/tune-state';
import { counted } from '../../shared/counted';
import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeButtons } from '../../shared/failure/outcome-buttons';
import { tookWords } from '../../shared/time/countdown';
import { Button } from '../../ui/button';
import { NumberInput } from '../../ui/number-input';
import { Pane, PaneHead } from '../../ui/pane';
import { Segmented } from '../../ui/radio-group';
import { ScrollFrame } from '../../ui/table/scroll-frame';
import { media, useMedia } from '../../ui/use-media';
import { useTune, useTuneActions, useTuning } from '../use-tune';
import { StageColumn } from './stage-column';
import { type TrialColumn, trialColumns } from './trial-columns';

/** One example through all its stages, before thousands are paid for. */
export function StagesPane() {
  const trial = useTune((tune) => tune.trial);
  return (
    <Pane label="Stages" ground="surface">
      <PaneHead className="max-medium:flex-wrap max-medium:py-2">
        <h2>Stages</h2>
        <span className="min-w-0 flex-1 truncate text-ink-3 text-small">
          <TrialFacts trial={trial} />
        </span>
        <TryOne trial={trial} />
      </PaneHead>
      <Trial trial={trial} />
    </Pane>
  );
}

function TrialFacts({ trial }: { readonly trial: TrialState }) {
  switch (trial.status) {
    case 'idle':
      return null;
    case 'running':
    case 'failed':
      return trial.prompt === null ? null : `row ${trial.prompt.row}`;
    case 'done':
      return `row ${trial.row.row}, ${trial.row.made?.kind === 'compared' ? 'comparison' : 'improvement'}, ${counted(trial.calls, 'call')}, ${tookWords(trial.tookMs)}`;
  }
}

function TryOne({ trial }: { readonly trial: TrialState }) {
  const tune = useTuneActions();
  const [row, setRow] = useState<number>();
  const work = useTuning((all) => all);
  const file = useTune((state) => state.file);
  const prompts = useTune((state) => state.prompts);
  const blocker = generationBlocker(work, { file, prompts });
  return (
    <>
      <span className="text-ink-2 text-small" aria-hidden="true">
        Row
      </span>
      <NumberInput
        className="w-[72px]"
        label="Row to try"
        hideLabel
        optional
        min={1}
        placeholder="any"
        value={row}
        onNumber={setRow}
      />
      {trial.status === 'running' ? (
        <Button icon="x" onClick={tune.stopTrial}>
          Cancel trial
        </Button>
      ) : (
        <Button icon="play" unavailable={blocker} onClick={() => void tune.tryOne(row ?? null)}>
          Try one
        </Button>
      )}
    </>
  );
}

function Trial({ trial }: { readonly trial: TrialState }) {
  const tune = useTuneActions();
  if (trial.status === 'idle')
    return (
      <p className="max-w-[64ch] px-4 pb-4 text-ink-3">
        “Try one” shows every stage of one prompt here, as it is written, with the exact prompts.
      </p>
    );
  const columns = trialColumns(trial.stages, trial.status === 'done' ? trial.row : null);
  const question = trial.status === 'done' ? trial.row.turns : (trial.prompt?.turns ?? []);
  const failed = trial.status === 'done' && trial.row.made?.kind === 'failed' ? trial.row.made.error : null;
  const error = trial.status === 'failed' ? trial.error : failed;
  return (
    <div className="flex min-h-0 flex-col" aria-busy={trial.status === 'running' || undefined}>
      {error !== null && (
        <div className="px-4 pb-3">
          <CallFailure
            error={error}
            before={trial.status === 'done' ? `Row ${trial.row.row}:` : undefined}
            actions={(helpful) => (
              <OutcomeButtons
                actions={helpful}
                failed={{ purposes: [], error }}
                onRetry={() => void tune.tryOne(trial.status === 'done' ? trial.row.row : (trial.prompt?.row ?? null))}
              />
            )}
          />
        </div>
      )}
      {columns.length > 0 && (
        <Columns columns={columns} question={question.at(-1)?.text ?? ''} isRunning={trial.status === 'running'} />
      )}
    </div>
  );
}

interface ColumnsProps {
  readonly columns: readonly TrialColumn[];
  readonly question: string;
  readonly isRunning: boolean;
}

/** Side by side; on a phone one at a time, the latest unless another was chosen. */
function Columns({ columns, question, isRunning }: ColumnsProps) {
  const isNarrow = useMedia(media.narrow);
  const [chosen, choose] = useState<string | null>(null);
  const last = columns.at(-1)?.key ?? '';
  const shown = columns.some(({ key }) => key === chosen) ? chosen : last;
  const common = { question };
  if (!isNarrow)
    return (
      <ScrollFrame label="All stages" className={columnsLook}>
        {columns.map((column) => (
          <StageColumn key={column.key} column={column} isWriting={isRunning && column.key === last} {...common} />
        ))}
      </ScrollFrame>
    );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="relative overflow-x-auto px-3 pb-2">
        <Segmented
          className="min-w-full"
          label="Stage shown"
          value={shown ?? last}
          options={columns.map(({ key, title }) => ({ value: key, label: title }))}
          onPick={choose}
        />
      </div>
      {columns
        .filter(({ key }) => key === shown)
        .map((column) => (
          <StageColumn key={column.key} column={column} isWriting={isRunning && column.key === last} {...common} />
        ))}
    </div>
  );
}

const columnsLook =
  'grid max-h-[38vh] min-h-0 auto-cols-[minmax(190px,1fr)] grid-flow-col grid-rows-[minmax(0,1fr)] divide-x divide-line overflow-y-hidden';
