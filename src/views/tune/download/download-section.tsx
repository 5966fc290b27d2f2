import { useState } from 'react';
import type { Turn } from '../../../core/conversation/turn';
import {
  type ChatTemplate,
  chatTemplates,
  type ExportFormat,
  type ExportSettings,
} from '../../../core/tuning/export/export-settings';
import { formatOf, formatsFor, formOf, usesChatTemplate } from '../../../core/tuning/export/formats';
import { leftOutReasons, leftOutWords } from '../../../core/tuning/export/left-out';
import { needsOf } from '../../../core/tuning/export/problems-of';
import type { ExportCheck } from '../../../core/tuning/tuning-port';
import { whole } from '../../shared/counted';
import { downloadBlob } from '../../shared/download';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { FoldOut } from '../../ui/fold-out';
import { NumberInput } from '../../ui/number-input';
import { PaneFoot } from '../../ui/pane';
import { Select } from '../../ui/select';
import { useStudio } from '../../use-studio';
import { useTune, useTuneActions, useTuning } from '../use-tune';

/** What was made, as files that trainers read. */
export function DownloadSection() {
  const runs = useTuning((work) => work.runs);
  const settings = useTuning((work) => work.exported);
  const check = useTune((tune) => tune.exportCheck);
  const tune = useTuneActions();
  const hasFeedback = useStudio(({ project }) => hasAnyFeedback(project.turns));
  if (runs.length === 0 && !hasFeedback) return null;
  return (
    <PaneFoot className="relative max-h-[46vh] overflow-auto max-medium:max-h-none">
      <section className="grid gap-2" aria-label="Download">
        <div className="flex flex-wrap items-baseline justify-between gap-x-2">
          <h3>Download</h3>
          <span className="text-ink-3 text-small" role="status">
            {check === null ? '' : `${whole(check.training)} to train, ${whole(check.validation)} to validate`}
          </span>
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)_112px] gap-2">
          <FormatField settings={settings} />
          <NumberInput
            label="Validation share"
            // The unit is seen, and is no part of the name.
            labelMark={
              <>
                Validation share <span aria-hidden="true">%</span>
              </>
            }
            min={0}
            max={50}
            value={Math.round(settings.validationShare * 100)}
            onNumber={(percent) => tune.setExport({ validationShare: percent / 100 })}
          />
        </div>
        <Checkbox
          label="System message in examples"
          checked={settings.systemMessage}
          onCheck={(systemMessage) => tune.setExport({ systemMessage })}
        />
        {usesChatTemplate(settings.format, 'jsonl') && <TemplateFields settings={settings} />}
        <MoreFields settings={settings} />
        <Problems check={check} />
        <Buttons settings={settings} check={check} />
        {check !== null && <LeftOut check={check} />}
      </section>
    </PaneFoot>
  );
}

function FormatField({ settings }: { readonly settings: ExportSettings }) {
  const tune = useTuneActions();
  const offered = useOffered();
  const groups = kinds
    .map(({ kind, heading }) => ({
      heading,
      options: offered
        .filter((format) => formatOf(format).kind === kind)
        .map((value) => ({ value, label: formatOf(value).name })),
    }))
    .filter(({ options }) => options.length > 0);
  const other = offered.includes(settings.format)
    ? []
    : [{ value: settings.format, label: `${formatOf(settings.format).name} (not of this run)` }];
  return (
    <Select<ExportFormat>
      label="Format"
      value={settings.format}
      hint={needsOf(settings.format).join(' ') || undefined}
      options={[...other, ...groups]}
      onPick={(format) => tune.setExport({ format })}
    />
  );
}

/** What the runs in the table can be taken away as. */
function useOffered(): readonly ExportFormat[] {
  const runId = useTune(({ table }) => table.runId);
  const runs = useTuning((work) => work.runs);
  const shown = runs.filter(({ id }) => runId === null || id === runId);
  // Without a run it is feedback that is taken, which can be of every kind.
  const makes = shown.length === 0 ? (['improvement'] as const) : shown.map(({ settings }) => settings.make);
  return [...new Set(makes.flatMap(formatsFor))];
}

const kinds = [
  { kind: 'supervised', heading: 'One answer to learn (SFT)' },
  { kind: 'preference', heading: 'Pairs (DPO)' },
  { kind: 'unpaired', heading: 'Good or bad (KTO)' },
] as const;

function TemplateFields({ settings }: { readonly settings: ExportSettings }) {
  const tune = useTuneActions();
  return (
    <>
      <Select
        label="Chat template"
        value={settings.chatTemplate}
        options={chatTemplates.map((value) => ({ value, label: templateNames[value] }))}
        onPick={(chatTemplate) => tune.setExport({ chatTemplate })}
      />
      <Checkbox
        label="Remove line breaks"
        checked={settings.removeLineBreaks}
        onCheck={(removeLineBreaks) => tune.setExport({ removeLineBreaks })}
      />
    </>
  );
}

const templateNames: Readonly<Record<ChatTemplate, string>> = {
  zephyr: 'Zephyr',
  chatml: 'ChatML',
  'llama-3': 'Llama 3',
  gemma: 'Gemma',
  none: 'None',
};

/** What is not changed every day. */
function MoreFields({ settings }: { readonly settings: ExportSettings }) {
  const tune = useTuneActions();
  const hasRounds = useTuning(({ runs }) => runs.some((run) => run.settings.rounds > 1));
  const hasPairs = useTuning(({ runs }) => runs.some((run) => run.settings.make === 'comparison'));
  return (
    <FoldOut summary="More">
      <div className="grid gap-1 pt-1">
        {hasRounds && (
          <Select
            label="Which rounds"
            value={settings.rounds}
            options={roundChoices}
            onPick={(rounds) => tune.setExport({ rounds })}
          />
        )}
        {hasPairs && (
          <Checkbox
            label="Flipped pairs"
            aside="by their score"
            checked={settings.includeFlipped}
            onCheck={(includeFlipped) => tune.setExport({ includeFlipped })}
          />
        )}
        <Checkbox
          label="Also from feedback in Align"
          checked={settings.includeFeedback}
          onCheck={(includeFeedback) => tune.setExport({ includeFeedback })}
        />
        {settings.includeFeedback && (
          <Checkbox
            label="Also from responses that I selected"
            aside="over the others of their turn"
            checked={settings.includeSelected}
            onCheck={(includeSelected) => tune.setExport({ includeSelected })}
          />
        )}
        <Checkbox
          label="Half of the prompts for the other kind"
          aside="so that SFT and DPO share none"
          checked={settings.splitByKind}
          onCheck={(splitByKind) => tune.setExport({ splitByKind })}
        />
        <NumberInput
          label="Late difference after tokens"
          min={1}
          max={1_000_000}
          hint="Pairs that first differ later are flagged: a trainer that cuts there learns nothing."
          value={settings.lateDifference}
          onNumber={(lateDifference) => tune.setExport({ lateDifference })}
        />
      </div>
    </FoldOut>
  );
}

const roundChoices = [
  { value: 'last', label: 'The last one' },
  { value: 'all', label: 'All of them' },
  { value: 'picked', label: 'The one that I picked' },
] as const;

/** What the format needs, and is not there. */
function Problems({ check }: { readonly check: ExportCheck | null }) {
  if (check === null || check.problems.length === 0) return null;
  return (
    <ul className="grid gap-0.5 text-small/[18px] text-warn" aria-label="What the format needs">
      {check.problems.map((problem) => (
        <li key={problem}>{problem}</li>
      ))}
    </ul>
  );
}

interface ButtonsProps {
  readonly settings: ExportSettings;
  readonly check: ExportCheck | null;
}

function Buttons({ settings, check }: ButtonsProps) {
  const tune = useTuneActions();
  const isExporting = useTune(({ exporting }) => exporting);
  const [asked, setAsked] = useState<'csv' | 'jsonl'>('jsonl');
  const hasRuns = useTuning(({ runs }) => runs.length > 0);
  const nothing =
    check === null
      ? hasRuns
        ? undefined
        : 'Nothing was made yet. Feedback can be taken, too: see More.'
      : noneOf(check);

  async function take(as: 'csv' | 'jsonl') {
    setAsked(as);
    // Where it cannot be made, a notice says why.
    const data = await tune.exportData(as);
    if (data === null) return;
    downloadBlob({ name: data.name, blob: data.file });
    announce(`${data.name} is downloaded`);
  }

  return (
    <div className="grid grid-cols-2 items-start gap-2">
      {(['jsonl', 'csv'] as const).map((as) => (
        <Button
          key={as}
          className="px-2!"
          icon="download"
          pending={isExporting && asked === as}
          unavailable={nothing}
          tip={formOf(settings.format, as).about}
          onClick={() => void take(as)}
        >
          Download {as.toUpperCase()}
        </Button>
      ))}
    </div>
  );
}

function noneOf({ training, validation }: ExportCheck): string | undefined {
  return training + validation === 0 ? 'There is no example to take.' : undefined;
}

function hasAnyFeedback(turns: readonly Turn[]): boolean {
  return turns.some(({ candidates }) => candidates.some(({ feedback }) => feedback.length > 0));
}

/** `Left out: 9 cut, 3 rejected.` */
function LeftOut({ check: { leftOut } }: { readonly check: ExportCheck }) {
  const parts = leftOutReasons.flatMap((reason) => {
    const count = leftOut[reason] ?? 0;
    return count === 0 ? [] : [`${whole(count)} ${leftOutWords[reason]}`];
  });
  return <p className="hint">{parts.length === 0 ? 'No row is left out.' : `Left out: ${parts.join(', ')}.`}</p>;
}
