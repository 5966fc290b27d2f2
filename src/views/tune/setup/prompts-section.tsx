import type { DatasetRef } from '../../../core/dataset/dataset-ref';
import type { PromptSource } from '../../../core/tuning/run/tuning-work';
import type { PromptsFound } from '../../../core/tuning/tuning-port';
import { counted, whole } from '../../shared/counted';
import { FileBox } from '../../shared/table-file/file-box';
import { TableDetails } from '../../shared/table-file/table-details';
import { columnWords } from '../../shared/table-file/table-words';
import { Alert } from '../../ui/alert';
import { DetailsSection } from '../../ui/details-section';
import { LinkButton } from '../../ui/link-button';
import { NumberInput } from '../../ui/number-input';
import { Select } from '../../ui/select';
import { TextArea } from '../../ui/text-area';
import { TextInput } from '../../ui/text-input';
import { useLock, useTune, useTuneActions, useTuning } from '../use-tune';
import { DuplicateFields } from './duplicate-fields';
import { SkippedRows } from './skipped-rows';

/** Where the prompts come from, and which of them a run takes. */
export function PromptsSection() {
  const source = useTuning(({ prompts }) => prompts);
  const file = useTune((tune) => tune.file);
  const found = useFound();
  const tune = useTuneActions();
  const lock = useLock();
  const { dataset } = source;
  const isMissing = useTune(({ prompts }) => prompts.status === 'refused' && prompts.problem.kind === 'gone');
  return (
    <DetailsSection title="Prompts" sum={sumWords(found)} startsOpen bodyClassName="gap-2.5!">
      <FileBox
        label="Prompts CSV"
        state={file}
        dataset={dataset}
        missing={isMissing}
        lock={lock}
        empty="No file"
        about="CSV, TSV, Excel or JSONL; or type them"
        note={found !== null && found.empty.length > 0 ? `${whole(found.empty.length)} empty` : undefined}
        onFile={(chosen) => void tune.choosePrompts(chosen)}
        onCancel={tune.cancelReading}
      />
      <Refused isMissing={isMissing} />
      {dataset === null ? (
        <TextArea
          label="Typed prompts"
          rows={3}
          autoGrow
          value={source.typed}
          disabled={lock !== undefined}
          placeholder="Why is the sky blue?"
          hint="A line of three dashes (---) parts one prompt from the next."
          onText={(typed) => tune.setPrompts({ typed })}
        />
      ) : (
        <>
          <TableDetails
            dataset={dataset}
            disabled={lock !== undefined}
            onRead={(options) => void tune.changeReadOptions(options)}
          />
          <LinkButton
            className="-mt-1 min-h-6 justify-self-start text-small"
            disabled={lock !== undefined}
            onClick={tune.removePrompts}
          >
            Type prompts instead
          </LinkButton>
          <Columns source={source} dataset={dataset} disabled={lock !== undefined} />
        </>
      )}
      {found !== null && <SkippedRows found={found} />}
      <DuplicateFields source={source} lock={lock} />
      <TextInput
        label="Only prompts with"
        type="search"
        value={source.filter}
        disabled={lock !== undefined}
        placeholder="any text"
        onText={(filter) => tune.setPrompts({ filter })}
      />
      <SampleFields source={source} found={found} disabled={lock !== undefined} />
    </DetailsSection>
  );
}

/** What is known of the prompts now, or was before they were looked at again. */
function useFound(): PromptsFound | null {
  return useTune(({ prompts }) => {
    switch (prompts.status) {
      case 'ready':
        return prompts.found;
      case 'checking':
        return prompts.last;
      case 'none':
      case 'refused':
        return null;
    }
  });
}

function sumWords(found: PromptsFound | null): string | undefined {
  if (found === null) return undefined;
  return found.total === found.rows ? whole(found.total) : `${whole(found.total)} of ${whole(found.rows)}`;
}

function Refused({ isMissing }: { readonly isMissing: boolean }) {
  const problem = useTune(({ prompts }) => (prompts.status === 'refused' ? prompts.problem : null));
  if (problem === null) return null;
  return (
    <Alert title={problem.title}>
      {problem.message}
      {isMissing && ' What was made of it, and your edits, are kept.'}
    </Alert>
  );
}

interface ColumnsProps {
  readonly source: PromptSource;
  readonly dataset: DatasetRef;
  readonly disabled: boolean;
}

function Columns({ source, dataset, disabled }: ColumnsProps) {
  const tune = useTuneActions();
  const names = dataset.table.columns.map((column) => ({ value: column.name, label: column.name }));
  const chosen = dataset.table.columns.find(({ name }) => name === source.promptColumn);
  return (
    <div className="grid grid-cols-2 items-start gap-2">
      <Select
        label="Prompt column"
        value={source.promptColumn ?? ''}
        disabled={disabled}
        title={chosen && columnWords(chosen)}
        error={source.promptColumn === null ? 'Which column holds the prompts?' : undefined}
        options={source.promptColumn === null ? [{ value: '', label: 'Choose one' }, ...names] : names}
        onPick={(value) => value !== '' && tune.setPrompts({ promptColumn: value })}
      />
      <Select
        label="Id column"
        value={source.idColumn ?? ''}
        disabled={disabled}
        options={[{ value: '', label: 'row number' }, ...names]}
        onPick={(value) => tune.setPrompts({ idColumn: value === '' ? null : value })}
      />
    </div>
  );
}

interface SampleFieldsProps {
  readonly source: PromptSource;
  readonly found: PromptsFound | null;
  readonly disabled: boolean;
}

function SampleFields({ source, found, disabled }: SampleFieldsProps) {
  const seed = useTuning(({ settings }) => settings.seed);
  const tune = useTuneActions();
  return (
    <div className="grid grid-cols-2 items-start gap-2">
      <NumberInput
        label="Sample"
        optional
        min={1}
        max={1_000_000}
        disabled={disabled}
        placeholder="all"
        hint={found === null ? undefined : `of ${counted(found.usable, 'prompt')}`}
        value={source.sample ?? undefined}
        onNumber={(sample) => tune.setPrompts({ sample: sample ?? null })}
      />
      <NumberInput
        label="Random seed"
        min={0}
        max={2_147_483_647}
        disabled={disabled}
        value={seed}
        onNumber={(value) => tune.setSettings({ seed: value })}
      />
    </div>
  );
}
