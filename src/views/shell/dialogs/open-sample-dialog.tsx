import { useEffect, useRef, useState } from 'react';
import { fetchedSamples, samples } from '../../../core/project/samples';
import { Alert } from '../../ui/alert';
import { Dialog } from '../../ui/dialog';
import { useActions } from '../../use-studio';
import { goTo } from '../use-route';

type Opening =
  | { readonly status: 'idle' }
  | { readonly status: 'opening'; readonly key: string }
  | { readonly status: 'failed'; readonly title: string; readonly problems: readonly string[] };

export function OpenSampleDialog() {
  const {
    project: { openSample },
    shell: { closeDialog },
  } = useActions();
  const [opening, setOpening] = useState<Opening>({ status: 'idle' });
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);

  async function open(key: string) {
    leaving.current?.abort();
    const attempt = new AbortController();
    leaving.current = attempt;
    setOpening({ status: 'opening', key });
    // Aborted: the dialog was closed, or another sample was chosen, which says the rest.
    const opened = await openSample(key, attempt.signal).catch((error: unknown) => {
      if (attempt.signal.aborted) return null;
      throw error;
    });
    if (opened === null) return;
    if (!opened.ok) {
      if (!attempt.signal.aborted) setOpening({ status: 'failed', ...opened.error });
      return;
    }
    // Opening a project closes every dialog, this one among them: what is left to do is to show it.
    closeDialog();
    goTo(opened.value === 'labeler' ? 'label' : 'align');
  }

  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Open sample"
      description="Each opens as a new project of yours; the present one stays as it is."
    >
      {opening.status === 'failed' && (
        <Alert title={opening.title}>
          {opening.problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </Alert>
      )}
      <ul className="choices" aria-label="Samples">
        {[...samples, ...fetchedSamples].map(({ key, name, about }) => {
          const isOpening = opening.status === 'opening' && opening.key === key;
          return (
            <li key={key}>
              <button
                type="button"
                className="choice tall"
                aria-busy={isOpening || undefined}
                onClick={() => void open(key)}
              >
                <span className="choice-name">{name}</span>
                <span className="choice-about">{isOpening ? 'Opening…' : about}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
