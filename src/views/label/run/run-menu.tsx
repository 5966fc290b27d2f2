import { type ChangeEvent, lazy, Suspense, useRef, useState } from 'react';
import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Menu } from '../../ui/menu';
import type { MenuEntry } from '../../ui/menu-entries';
import { useActions } from '../../use-studio';
import { useLock, useShownRun } from '../use-label-work';

const ExportDialog = lazy(() => import('./export-dialog').then((m) => ({ default: m.ExportLabelerDialog })));

/** What is not done every day: export, import, remove. */
export function RunMenu({ run: active }: { readonly run: LabelerRun | null }) {
  const { label } = useActions();
  const shown = useShownRun();
  const lock = useLock();
  const file = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<'export' | 'remove' | null>(null);
  const hasRules = shown?.labelers.some(({ checkpoints }) => checkpoints.length > 0) ?? false;
  const isUnderway = lock !== undefined && shown !== null && shown.id === active?.id;
  const entries: readonly MenuEntry[] = [
    {
      kind: 'item',
      icon: 'export',
      label: 'Export labeler…',
      unavailable: hasRules ? undefined : 'There are no rules yet.',
      onSelect: () => setOpen('export'),
    },
    { kind: 'item', icon: 'import', label: 'Import labeler…', onSelect: () => file.current?.click() },
    { kind: 'separator' },
    {
      kind: 'item',
      icon: 'trash',
      label: shown === null ? 'Remove run' : `Remove run ${shown.n}`,
      danger: true,
      unavailable: shown === null ? 'There is no run yet.' : isUnderway ? 'It is under way: stop it first.' : undefined,
      onSelect: () => setOpen('remove'),
    },
  ];

  function choose(event: ChangeEvent<HTMLInputElement>) {
    const chosen = event.target.files?.[0];
    event.target.value = '';
    if (chosen !== undefined) void label.importLabeler(chosen);
  }

  return (
    <>
      <Menu
        label="Labeler"
        align="end"
        entries={entries}
        trigger={(overlay) => <Button variant="ghost" icon="more" label="Labeler menu" {...overlay} />}
      />
      <input
        ref={file}
        type="file"
        hidden
        aria-label="Labeler file"
        accept=".json,application/json"
        onChange={choose}
      />
      <Suspense>
        {open === 'export' && shown !== null && <ExportDialog run={shown} onClose={() => setOpen(null)} />}
      </Suspense>
      {shown !== null && (
        <ConfirmDialog
          open={open === 'remove'}
          title={`Remove run ${shown.n}?`}
          confirm="Remove"
          onConfirm={() => {
            setOpen(null);
            label.removeRun(shown.id);
          }}
          onCancel={() => setOpen(null)}
        >
          Its rules, scores and lineage go from this project, and cannot be brought back. Answers that were paid for
          stay on this device, and another run can use them.
        </ConfirmDialog>
      )}
    </>
  );
}
