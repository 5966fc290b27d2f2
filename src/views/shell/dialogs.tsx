import { lazy, type ReactNode, Suspense } from 'react';
import { useStudio } from '../use-studio';

// Each is fetched when it is opened for the first time.
const ExportDialog = lazy(() => import('./dialogs/export-dialog').then((m) => ({ default: m.ExportDialog })));
const RenameDialog = lazy(() => import('./dialogs/rename-dialog').then((m) => ({ default: m.RenameDialog })));
const OpenProjectDialog = lazy(() =>
  import('./dialogs/open-project-dialog').then((m) => ({ default: m.OpenProjectDialog })),
);
const OpenSampleDialog = lazy(() =>
  import('./dialogs/open-sample-dialog').then((m) => ({ default: m.OpenSampleDialog })),
);
const DeleteProjectDialog = lazy(() =>
  import('./dialogs/delete-project-dialog').then((m) => ({ default: m.DeleteProjectDialog })),
);
const ShortcutsDialog = lazy(() => import('./dialogs/shortcuts-dialog').then((m) => ({ default: m.ShortcutsDialog })));
const CallLogDialog = lazy(() => import('./call-log/call-log-dialog').then((m) => ({ default: m.CallLogDialog })));
const UsePromptDialog = lazy(() => import('./dialogs/use-prompt-dialog').then((m) => ({ default: m.UsePromptDialog })));
const UseConversationsDialog = lazy(() =>
  import('./dialogs/use-conversations-dialog').then((m) => ({ default: m.UseConversationsDialog })),
);
const UseRowsDialog = lazy(() => import('./dialogs/use-rows-dialog').then((m) => ({ default: m.UseRowsDialog })));
const UseConstitutionDialog = lazy(() =>
  import('./dialogs/use-constitution-dialog').then((m) => ({ default: m.UseConstitutionDialog })),
);

/** The shell's dialogs; those of Align are opened there. */
export function Dialogs() {
  return <Suspense>{useOpenDialog()}</Suspense>;
}

function useOpenDialog(): ReactNode {
  const dialog = useStudio((state) => state.dialog);
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'export':
      return <ExportDialog />;
    case 'rename':
      return <RenameDialog />;
    case 'open-project':
      return <OpenProjectDialog />;
    case 'open-sample':
      return <OpenSampleDialog />;
    case 'delete-project':
      return <DeleteProjectDialog />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'call-log':
      return <CallLogDialog callId={dialog.callId} />;
    case 'use-prompt':
      return <UsePromptDialog imported={dialog.imported} />;
    case 'use-conversations':
      return <UseConversationsDialog imported={dialog.imported} />;
    case 'use-rows':
      return <UseRowsDialog table={dialog.table} />;
    case 'use-constitution':
      return <UseConstitutionDialog imported={dialog.imported} />;
    case 'why':
    case 'compare':
      return null;
  }
}
