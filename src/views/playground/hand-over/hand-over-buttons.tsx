import { lazy, Suspense, useState } from 'react';
import { type CopyLanguage, copiedRequest } from '../../../store/playground/select-copy';
import { hrefOf } from '../../shared/routes';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Menu } from '../../ui/menu';
import { useActions, useStudioStore } from '../../use-studio';
import { usePlaygroundActions, useTask } from '../use-playground';

const AlephDialog = lazy(() => import('./aleph-dialog').then((module) => ({ default: module.AlephDialog })));

const languages: readonly { readonly language: CopyLanguage; readonly label: string }[] = [
  { language: 'curl', label: 'curl' },
  { language: 'typescript', label: 'TypeScript' },
  { language: 'python', label: 'Python' },
  { language: 'aleph', label: 'aleph-alpha-client JSON' },
];

/** The request as code, and the prompt in Align. No key is ever in what is copied. */
export function HandOverButtons() {
  const store = useStudioStore();
  const task = useTask();
  const { sendToAlign } = usePlaygroundActions();
  const { notify } = useActions().shell;
  const [reads, setReads] = useState(false);

  async function copy(language: CopyLanguage, label: string) {
    const request = copiedRequest(store.getState(), language);
    if (!request.ok) {
      notify({ title: `No ${label} was copied`, body: request.error });
      return;
    }
    try {
      await navigator.clipboard.writeText(request.value);
      announce(`Copied as ${label}`);
    } catch {
      notify({ title: `No ${label} was copied`, body: 'The browser refused the clipboard. Allow it, and try again.' });
    }
  }

  return (
    <>
      <Menu
        label="Copy as"
        align="end"
        entries={[
          ...languages.map(({ language, label }) => ({
            kind: 'item' as const,
            label,
            onSelect: () => void copy(language, label),
          })),
          { kind: 'separator' },
          { kind: 'item', label: 'Open a request of aleph-alpha-client…', onSelect: () => setReads(true) },
        ]}
        trigger={(props) => (
          <Button {...props} variant="ghost" tight>
            Copy as
          </Button>
        )}
      />
      {task !== 'embed' && (
        <Button
          variant="ghost"
          tight
          tip="The prompt becomes the prompt of Align; Undo takes it back"
          onClick={() => {
            sendToAlign();
            window.location.hash = hrefOf('align');
          }}
        >
          Send to Align
        </Button>
      )}
      {reads && (
        <Suspense>
          <AlephDialog onClose={() => setReads(false)} />
        </Suspense>
      )}
    </>
  );
}
